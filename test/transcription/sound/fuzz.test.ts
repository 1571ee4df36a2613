// Part of the damaged-file check that test/bench/fuzz.ts runs on the decoder with ten thousand files.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../../transcription/sound/ffmpeg.ts';
import { sniff } from '../../../transcription/sound/sniff.ts';
import { type Outcome, openDamaged } from '../damaged-file.ts';
import { drawnHeader, mutate } from '../mutations.ts';

const packaged = findFfmpeg(null, '');
const folder = { path: '' };
beforeAll(() => {
  folder.path = mkdtempSync(join(tmpdir(), 'attune-fuzz-'));
});
afterAll(() => rmSync(folder.path, { recursive: true, force: true }));

const sounds = join(import.meta.dirname, '../../fixtures/sounds');
const names = readdirSync(sounds).filter((name) => !name.endsWith('.ts'));
const originals = names.map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(sounds, name))) }));
const wavs = originals.filter(({ bytes, name }) => name.endsWith('.wav') && bytes.length < 20_000);

/** Longer than any of them takes on a busy machine, shorter than a hang. */
const SLOW_MS = 10_000;

async function run(count: number, make: (seed: number) => Uint8Array, ffmpeg: string | null): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let seed = 0; seed < count; seed++) {
    const outcome = await openDamaged(make(seed), join(folder.path, 'ordeal'), ffmpeg);
    expect({ seed, fault: outcome.fault, hung: outcome.took_ms > SLOW_MS }).toEqual({ seed, fault: null, hung: false });
    outcomes.push(outcome);
  }
  return outcomes;
}

const kinds = (outcomes: readonly Outcome[]): string[] => [...new Set(outcomes.map(({ outcome }) => outcome))];

describe('a file that may be anything is decoded or refused with a reason', () => {
  it('1000 WAV headers of numbers drawn at random', { timeout: 60_000 }, async () => {
    const outcomes = kinds(await run(1000, drawnHeader, null));
    expect(outcomes).toEqual(
      expect.arrayContaining(['decoded', 'damaged', 'too-short', 'too-many-channels', 'decoder-missing']),
    );
  });

  it('1000 WAV files after accidents', { timeout: 60_000 }, async () => {
    const make = (seed: number) => mutate(wavs[seed % wavs.length]?.bytes ?? new Uint8Array(0), seed);
    expect(kinds(await run(1000, make, null))).toEqual(expect.arrayContaining(['decoded', 'damaged', 'not-sound']));
  });

  it.runIf(packaged)('60 files of every format after accidents, through ffmpeg', { timeout: 120_000 }, async () => {
    const others = originals.filter(({ name }) => !wavs.some((wav) => wav.name === name));
    const make = (seed: number) => mutate(others[seed % others.length]?.bytes ?? new Uint8Array(0), seed, 400);
    expect(kinds(await run(60, make, packaged))).toEqual(expect.arrayContaining(['decoded', 'damaged']));
  });

  it('and identified by its first bytes, however few there are', () => {
    for (const { bytes } of originals) {
      for (let length = 0; length < 80; length++) expect(sniff(bytes.subarray(0, length))).toHaveProperty('kind');
    }
    for (let seed = 0; seed < 500; seed++) {
      const { bytes } = originals[seed % originals.length] ?? { bytes: new Uint8Array(0) };
      expect(sniff(mutate(bytes, seed).subarray(0, 4096))).toHaveProperty('kind');
    }
  });
});
