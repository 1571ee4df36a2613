// A long stereo µ-law call in a separate process, killed halfway and resumed. Run by hand:
//   node test/bench/long-call.ts [--minutes 120] [--model whisper-base]
// The shared calls are concatenated, each as often as needed; memory is as reported by the system for the process
// (VmRSS and VmHWM, Linux). Takes about a sixth of the call's length on two cores.
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createTranscriptionProcess } from '../../processes/worker/transcription-process.ts';
import type { Checkpoint } from '../../transcription/listening/checkpoints.ts';
import { DEFAULT_MODEL } from '../../transcription/models/place.ts';
import type { Transcript } from '../../transcription/transcript/transcript.ts';
import { sharedPath } from './shared-folder.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '120' }, model: { type: 'string', default: DEFAULT_MODEL } },
});
const minutes = Number(values.minutes);
const entry = resolve(import.meta.dirname, '../../processes/child.ts');
const folder = mkdtempSync(join(tmpdir(), 'attune-long-call-'));
const RATE = 8000;

/** Strings the calls together: all are µ-law at 8 kHz in two channels, so their bytes go one behind the other. */
function writeCall(path: string): void {
  const calls = readdirSync(sharedPath('calls'))
    .filter((name) => name.endsWith('.wav'))
    .toSorted()
    .map((name) => soundOf(readFileSync(sharedPath('calls', name))));
  const bytes = Math.round(minutes * 60 * RATE) * 2;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(7, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  const file = openSync(path, 'w');
  writeSync(file, header);
  for (let left = bytes, i = 0; left > 0; i++) {
    const call = calls[i % calls.length] ?? Buffer.alloc(1);
    left -= writeSync(file, call.subarray(0, left));
  }
}

function soundOf(wav: Buffer): Buffer {
  if (wav.readUInt16LE(20) !== 7 || wav.readUInt16LE(22) !== 2) throw new Error('not a stereo µ-law call');
  const at = wav.indexOf('data');
  return wav.subarray(at + 8, at + 8 + wav.readUInt32LE(at + 4));
}

type Sample = { share: number; mb: number; at_s: number };

/** The system's count of our only child. */
function memoryOfChild(): { rss: number; peak: number } | null {
  try {
    const [pid] = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mb = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1000;
    return { rss: mb('VmRSS'), peak: mb('VmHWM') };
  } catch {
    return null;
  }
}

/** @param until share of the whole at which the process is killed */
async function listen(file: string, checkpoints: Checkpoint[], until: number) {
  const pool = createTranscriptionProcess({
    entry,
    recycle_after_ms: Number.POSITIVE_INFINITY,
    stalled_ms: 2 * 3_600_000,
  });
  const off = new AbortController();
  const samples: Sample[] = [];
  const kept: Checkpoint[] = [];
  const began = performance.now();
  let share = 0;
  let peak = 0;
  const timer = setInterval(() => {
    const memory = memoryOfChild();
    if (!memory) return;
    peak = Math.max(peak, memory.peak);
    samples.push({ share, mb: memory.rss, at_s: (performance.now() - began) / 1000 });
  }, 1000);
  let transcript: Transcript | null = null;
  try {
    transcript = await pool.transcribe(
      {
        file,
        agent_channel: 'left',
        language: 'auto',
        model: values.model,
        models: sharedPath('models'),
        cache: null,
        hub: null,
        threads: 2,
        ffmpeg: null,
        temporary: folder,
        longest_ms: null,
        checkpoints,
      },
      (stage, done) => {
        if (stage === 'model') return;
        share = done;
        if (share >= until) off.abort();
      },
      off.signal,
      (checkpoint) => kept.push(checkpoint),
    );
  } catch (error) {
    if (!off.signal.aborted) throw error;
  } finally {
    clearInterval(timer);
    await pool.close();
  }
  return { transcript, kept, samples, peak, took_s: (performance.now() - began) / 1000 };
}

const line = (name: string, value: string): void => console.log(`${name.padEnd(46)}${value}`);
/** The most within a percent of the way. */
const rssAt = (samples: Sample[], percent: number): string => {
  const away = ({ share }: Sample): number => Math.abs(share * 100 - percent);
  const near = samples.filter((one) => away(one) <= 1);
  const nearest = near.toSorted((a, b) => b.mb - a.mb)[0] ?? samples.reduce((a, b) => (away(b) < away(a) ? b : a));
  return `${Math.round(nearest.mb)} MB`;
};

/** Least squares over what came after the intake, MB for each tenth of the recording. */
function slope(samples: Sample[]): number {
  const after = samples.filter(({ share }) => share > 0.12);
  if (after.length < 2) return 0;
  const x = after.reduce((sum, one) => sum + one.share, 0) / after.length;
  const y = after.reduce((sum, one) => sum + one.mb, 0) / after.length;
  const top = after.reduce((sum, one) => sum + (one.share - x) * (one.mb - y), 0);
  return top / after.reduce((sum, one) => sum + (one.share - x) ** 2, Number.MIN_VALUE) / 10;
}

try {
  const file = join(folder, 'long.wav');
  writeCall(file);
  const first = await listen(file, [], 0.5);
  const second = await listen(file, first.kept, Number.POSITIVE_INFINITY);
  const windows = (checkpoints: Checkpoint[]): string[] =>
    checkpoints.map(({ name }) => name).filter((name) => name.startsWith('words'));
  const done = windows(first.kept);
  const twice = windows(second.kept).filter((name) => done.includes(name)).length;
  const words = second.transcript?.turns.reduce((sum, turn) => sum + turn.words.length, 0) ?? 0;
  line('call', `${minutes} min, stereo µ-law 8 kHz, ${values.model}`);
  line('peak memory of the process', `${Math.round(first.peak)} MB, after resuming ${Math.round(second.peak)} MB`);
  for (const share of [5, 10, 15, 20, 25, 30, 35, 40, 45, 49])
    line(`memory at ${share} %`, rssAt(first.samples, share));
  for (const share of [55, 60, 65, 70, 75, 80, 85, 90, 95, 99])
    line(`memory at ${share} %, resumed`, rssAt(second.samples, share));
  line('growth, MB for each tenth', `${slope(first.samples).toFixed(1)}, resumed ${slope(second.samples).toFixed(1)}`);
  line('until killed at 50 %', `${Math.round(first.took_s)} s, ${done.length} windows noted`);
  line('resumed to the end', `${Math.round(second.took_s)} s, ${windows(second.kept).length} windows more`);
  line('windows read twice', String(twice));
  const again = second.kept.some(({ name }) => name === 'frames' || name === 'languages');
  line('voices or languages listened for again', again ? 'yes' : 'no');
  line('turns and words', `${second.transcript?.turns.length} and ${words} (${Math.round(words / minutes)} a minute)`);
  line('real-time factor', ((first.took_s + second.took_s) / (minutes * 60)).toFixed(3));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
