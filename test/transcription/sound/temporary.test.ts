import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openTemporary, sweepTemporary } from '../../../transcription/sound/temporary.ts';

it('leftovers of a killed process are removed, and what may still be in use is not', async () => {
  const place = mkdtempSync(join(tmpdir(), 'attune-temporary-test-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  // Its number is nobody's any more.
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const now = new Date('2026-11-26T12:00:00.000Z');
  const made = (name: string, minutes: number): string => {
    mkdirSync(join(place, name));
    writeFileSync(join(place, name, 'copy'), 'a voice');
    const at = new Date(now.getTime() - minutes * 60_000);
    utimesSync(join(place, name, 'copy'), at, at);
    utimesSync(join(place, name), at, at);
    return name;
  };
  const left = [made(`attune-copy-${pid}-abc123`, 30), made(`attune-recording-${pid}-Xyz`, 11)];
  const kept = [
    made(`attune-tape-${pid}-abc123`, 9),
    made(`attune-copy-${process.pid}-abc123`, 600),
    made('attune-embedded-abc123', 600),
    made(`somebody-copy-${pid}-abc123`, 600),
    basename(await openTemporary(place, 'copy')),
  ];
  expect(await sweepTemporary(place, now)).toBe(left.length);
  expect(readdirSync(place).toSorted()).toEqual(kept.toSorted());
});
