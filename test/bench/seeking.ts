// Does a click on a turn play what was said there? With a real server, real Chromium and real mouse. ffmpeg makes
// recordings of every kind; they are imported with a transcript, copied by the worker if needed, and played: the
// player's output is captured and located in the source. Run by hand after `npm run build`:
//   node test/bench/seeking.ts [NAME…]     all kinds, or those named; the hours of MP3 are vbr-hour and abr-hour
// Fails (exit 1) if one plays more than 0.25 s off, or if a recording shifted by half a second does not.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { findFfmpeg } from '../../transcription/sound/ffmpeg.ts';
import { openAs } from '../journeys/pages.ts';
import { openBrowser } from '../support/browser.ts';
import { startCentre } from '../support/centre.ts';
import { addressOf, foundCentre, PASSWORD, type Person, visitor } from '../support/person.ts';
import { placeOf, RATE, soundOf, wavOf } from './seeking-sounds.ts';

/** A click has to be answered within so much of the truth, s. */
const TOLERANCE = 0.25;
/** The source has no rest here, s. */
const SOUNDS_AT = 44.5;
const CAPTURED_S = 3;
/** Less alike than this and it is some other sound. */
const ALIKE = 0.6;
const MINUTE = 60;
const HOUR = 3600;

/**
 * `ends` of the file's name, `made` the rest of ffmpeg's command. `late`: the sound begins so many s into the file.
 * `turn` clicked, s, which must not begin in a rest. `bytes`: what is done to the finished file.
 */
type Kind = {
  name: string;
  ends: string;
  made: string[];
  late?: number;
  turn?: number;
  seconds?: number;
  shifted?: boolean;
  bytes?: (file: Uint8Array) => Uint8Array;
};
const mp3 = (...how: string[]): string[] => ['-c:a', 'libmp3lame', ...how];
const G711 = ['-ar', '8000', '-c:a', 'pcm_mulaw'];
/** The clock counts on over what is left out. */
const GAP = ['-af', "aselect='not(between(t,20,27))'", '-c:a', 'libopus', '-vsync', '0'];
const PICTURES = ['-f', 'lavfi', '-i', 'testsrc=d=70:s=64x64:r=5'];

const KINDS: Kind[] = [
  { name: 'vbr-hour', ends: 'mp3', made: mp3('-q:a', '9', '-write_xing', '0'), turn: 25 * MINUTE, seconds: HOUR },
  { name: 'abr-hour', ends: 'mp3', made: mp3('-abr', '1', '-b:a', '24k'), turn: 25 * MINUTE, seconds: HOUR },
  { name: 'shifted', ends: 'mp3', made: mp3('-q:a', '9'), late: 0.5, shifted: true },
  { name: 'wav', ends: 'wav', made: G711 },
  { name: 'cbr', ends: 'mp3', made: mp3('-b:a', '32k') },
  { name: 'vbr', ends: 'mp3', made: mp3('-q:a', '9') },
  { name: 'vbr-no-xing', ends: 'mp3', made: mp3('-q:a', '9', '-write_xing', '0') },
  { name: 'abr', ends: 'mp3', made: mp3('-abr', '1', '-b:a', '24k') },
  {
    name: 'rubbish-before',
    ends: 'mp3',
    made: mp3('-q:a', '9', '-write_xing', '0'),
    bytes: (mp3) => joined(new Uint8Array(900), mp3),
  },
  { name: 'm4a', ends: 'm4a', made: ['-c:a', 'aac'] },
  { name: 'm4a-late', ends: 'm4a', made: ['-c:a', 'aac'], late: 5 },
  { name: 'mp4-late-film', ends: 'mp4', made: ['-c:a', 'aac'], late: 6 },
  { name: 'alac', ends: 'm4a', made: ['-c:a', 'alac'] },
  { name: 'ac3', ends: 'ac3', made: ['-ar', '32000', '-c:a', 'ac3'] },
  { name: 'eac3-mkv', ends: 'mkv', made: ['-ar', '32000', '-c:a', 'eac3'] },
  { name: 'opus-ogg', ends: 'ogg', made: ['-c:a', 'libopus'] },
  { name: 'opus-ogg-late', ends: 'ogg', made: ['-c:a', 'libopus'], late: 4 },
  { name: 'vorbis-ogg', ends: 'ogg', made: ['-c:a', 'libvorbis'] },
  { name: 'gap-webm', ends: 'webm', made: GAP },
  { name: 'gap-ogg', ends: 'ogg', made: GAP },
  { name: 'flac', ends: 'flac', made: [] },
  { name: 'adts', ends: 'aac', made: ['-c:a', 'aac', '-f', 'adts'] },
  { name: 'mpegts', ends: 'ts', made: ['-c:a', 'aac'] },
  { name: 'wma', ends: 'wma', made: ['-c:a', 'wmav2'] },
  { name: 'aiff', ends: 'aiff', made: [] },
  { name: 'au', ends: 'au', made: [] },
  { name: 'caf', ends: 'caf', made: [] },
  { name: 'w64', ends: 'w64', made: [] },
  { name: 'ulaw', ends: 'ul', made: ['-ar', '8000', '-f', 'mulaw'] },
  { name: 'g722', ends: 'g722', made: ['-c:a', 'g722', '-f', 'g722'] },
  { name: 'wav-crash', ends: 'wav', made: G711, bytes: (wav) => claiming(wav, 1000) },
];

const wanted = process.argv.slice(2);
const kinds = KINDS.filter(({ name, shifted }) => wanted.length === 0 || wanted.includes(name) || shifted);
const folder = mkdtempSync(join(tmpdir(), 'attune-seeking-'));
const sources = new Map<number, Int16Array>();
const centre = await startCentre({
  databaseUrl: process.env.DATABASE_URL || null,
  env: { ATTUNE_PROXY: '1' },
});
const browser = await openBrowser();
try {
  const { administrator, ids } = await foundCentre(centre, [
    { name: 'Mary Manager', roles: ['manager'] },
    { name: 'Ann Agent', roles: ['agent'] },
  ]);
  // Nobody listens here: without its model the worker makes copies and nothing else.
  await administrator.send('/api/speech/model', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'whisper-tiny' }),
  });
  const manager = visitor(centre.url, addressOf('Mary Manager'));
  await manager.post('/api/auth/sign-in/email', { email: manager.email, password: PASSWORD });
  const page = await openAs(browser, centre.url, 'Mary Manager', 'en');
  await page.addInitScript(capture);
  console.log('kind              file s   turn s   plays s   beside   alike');
  for (const kind of kinds) await tryOne(page, manager, ids.get('Ann Agent') ?? '', kind);
} finally {
  await browser.close();
  await centre.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function tryOne(page: Page, manager: Person, agent: string, kind: Kind): Promise<void> {
  const { name, late = 0, seconds = 66 } = kind;
  // At a moment of the source in which it sounds: what is captured begins with the first sound.
  const turn = kind.turn ?? SOUNDS_AT + (kind.shifted ? 0 : late);
  const id = await bring(manager, agent, kind, turn);
  const captured = await playFrom(page, id);
  const source = sourceOf(seconds);
  // What the file says the turn is at lies so much earlier in the source; a shifted file is shifted against its
  // transcript.
  const truth = turn - (kind.shifted ? 0 : late);
  const { seconds: plays, correlation } = placeOf(captured, source, truth, 20);
  const beside = plays - truth;
  const exact = Math.abs(beside) <= TOLERANCE && correlation >= ALIKE;
  const right = kind.shifted ? !exact && correlation >= ALIKE : exact;
  if (!right) process.exitCode = 1;
  const figures = [seconds + late, turn, plays + (kind.shifted ? 0 : late), beside, correlation];
  const digits = figures.map((figure, i) => figure.toFixed(i < 2 ? 1 : 2).padStart(i < 3 ? 8 : 8)).join(' ');
  console.log(`${name.padEnd(16)} ${digits}   ${right ? (kind.shifted ? 'fails, as it must' : '') : 'WRONG'}`);
}

function sourceOf(seconds: number): Int16Array {
  const source = sources.get(seconds) ?? soundOf(seconds, seconds);
  sources.set(seconds, source);
  return source;
}

/** Makes the recording, brings it in beside a transcript and waits until it can be heard. */
async function bring(manager: Person, agent: string, kind: Kind, turn: number): Promise<string> {
  const { name, ends, made, late = 0, seconds = 66 } = kind;
  const [wav, file] = [join(folder, `${seconds}.wav`), join(folder, `${name}.${ends}`)];
  writeFileSync(wav, wavOf(sourceOf(seconds)));
  const pictures = name.endsWith('film') ? [...PICTURES, '-c:v', 'libx264', '-map', '0:a', '-map', '1:v'] : [];
  const input = kind.shifted ? ['-i', wav, '-af', `adelay=${late * 1000}`] : ['-itsoffset', String(late), '-i', wav];
  execFileSync(encoder(), ['-v', 'error', '-nostdin', '-y', ...input, ...pictures, ...made, file]);
  const bytes = (kind.bytes ?? ((same) => same))(new Uint8Array(readFileSync(file)));
  const metadata = { external_id: name, agent, channel: 'voice', started_at: '2026-07-03T10:00:00Z' };
  const file_name = `${name}.${ends}`;
  const upload = await manager.post<{ id: string; piece_bytes: number }>('/api/interactions/uploads', {
    ...{ file_name, size: bytes.byteLength, metadata },
  });
  for (let offset = 0; offset < bytes.byteLength; offset += upload.piece_bytes) {
    const body = bytes.slice(offset, offset + upload.piece_bytes);
    const headers = { 'content-type': 'application/octet-stream' };
    const path = `/api/interactions/uploads/${upload.id}?offset=${offset}`;
    const answer = await manager.send(path, { method: 'PUT', body, headers });
    if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
  }
  const finished = await manager.post<{ interaction: { id: string } }>(
    `/api/interactions/uploads/${upload.id}/finish`,
    {},
  );
  const { id } = finished.interaction;
  const cues = [turn - 8, turn, turn + 6].map((at, i) => `${clock(at)} --> ${clock(at + 4)}\n<v Agent>Line ${i}\n`);
  await manager.post(`/api/interactions/${id}/transcript`, {
    text: `WEBVTT\n\n${cues.join('\n')}`,
    file_name: 'a.vtt',
  });
  for (;;) {
    const { state } = await manager.get<{ state: string }>(`/api/interactions/${id}/playback`);
    if (state === 'ready') return id;
    if (state === 'failed') throw new Error(`${name} could not be copied`);
    await new Promise((wake) => setTimeout(wake, 300));
  }
}

function encoder(): string {
  const ffmpeg = findFfmpeg(process.env.FFMPEG_PATH ?? null, process.env.PATH ?? '');
  if (ffmpeg === null) throw new Error('there is no ffmpeg to make recordings with');
  return ffmpeg;
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 23);
}

/** Clicks on the second turn, plays, and gives what came out from its first sound on. */
async function playFrom(page: Page, id: string): Promise<Float32Array> {
  await page.goto(`${centre.url}/interactions/${id}`);
  await page.locator('[data-turn="1"]').getByText('Line 1').click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const captured = await page.evaluate(async (seconds) => {
    const own = globalThis as unknown as { captured: number[]; capturedRate: number };
    const deadline = Date.now() + 30_000;
    const first = () => own.captured?.findIndex((value) => Math.abs(value) > 0.01) ?? -1;
    while (Date.now() < deadline && (first() < 0 || own.captured.length - first() < seconds * own.capturedRate)) {
      await new Promise((wake) => setTimeout(wake, 100));
    }
    return { samples: own.captured.slice(Math.max(0, first())), rate: own.capturedRate };
  }, CAPTURED_S);
  await page.keyboard.press('Escape');
  return atOurRate(captured.samples, captured.rate).subarray(0, CAPTURED_S * RATE);
}

/** Runs in the page: beside the loudspeakers, everything the player gives out is written down. */
function capture(): void {
  const own = globalThis as unknown as { captured: number[]; capturedRate: number };
  const real = AudioContext.prototype.createMediaElementSource;
  AudioContext.prototype.createMediaElementSource = function (element) {
    const node = real.call(this, element);
    const tap = this.createScriptProcessor(4096, 1, 1);
    own.captured = [];
    own.capturedRate = this.sampleRate;
    tap.onaudioprocess = (event) => {
      for (const value of event.inputBuffer.getChannelData(0)) own.captured.push(value);
    };
    tap.connect(this.destination);
    node.connect(tap);
    const disconnect = node.disconnect.bind(node) as () => void;
    node.disconnect = () => {
      disconnect();
      node.connect(tap);
    };
    return node;
  };
}

/** Straight lines between the samples: the tones lie far below either rate. */
function atOurRate(samples: readonly number[], rate: number): Float32Array {
  return Float32Array.from({ length: Math.floor((samples.length * RATE) / rate) }, (_, i) => {
    const at = (i * rate) / RATE;
    const [before = 0, after = 0] = [samples[Math.floor(at)], samples[Math.floor(at) + 1]];
    return before + (after - before) * (at - Math.floor(at));
  });
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** The length of the data chunk, as a recorder leaves it that wrote it once and then lost its power. */
function claiming(wav: Uint8Array, length: number): Uint8Array {
  const bytes = wav.slice();
  const at = Buffer.from(bytes).indexOf('data') + 4;
  new DataView(bytes.buffer).setUint32(at, length, true);
  return bytes;
}
