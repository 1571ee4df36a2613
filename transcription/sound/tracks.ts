// What ffmpeg reports about a recording before decoding, and which of its audio tracks are used. Video and conference
// tools keep several: a silent one beside the call, or one per side. Two mono tracks with sound are the two sides of a
// call; otherwise the first with sound is used, and what was left out is reported.

import { execFile } from 'node:child_process';
import { Refusal } from '../failure/refusal.ts';
import { type Encoded, inputOf } from './ffmpeg.ts';

export type Inspected = {
  /** Channels of every sound track. */
  tracks: number[];
  /** As the container states it, ms; null where it does not, or only guesses, or where pictures may last longer. */
  stated_ms: number | null;
};

/** Longer than a look at the beginning of any file takes, and than four hours take to be decoded. */
const LOOK_MS = 60_000;
const LISTEN_MS = 15 * 60_000;
/** Tracks beyond these are not looked at. */
const MOST_TRACKS = 8;
/** A track whose loudest sample stays below this is silent, dB of full scale. */
const SILENT_DB = -50;

/** @throws Refusal `no-audio-track`, `protected-recording`, `decoder-missing` */
export async function inspect(encoded: Encoded, signal: AbortSignal | null): Promise<Inspected> {
  const printed = await say(encoded, [], LOOK_MS, signal);
  const streams = printed.split('\n').filter((line) => /^\s*Stream #0:\d+/.test(line));
  const sounds = streams.filter((line) => / Audio: /.test(line)).slice(0, MOST_TRACKS);
  if (/\b(drms|enca|drmi)\b|encrypted/i.test(sounds.join('\n'))) throw new Refusal('protected-recording');
  if (sounds.length === 0 && streams.length > 0) throw new Refusal('no-audio-track');
  const stated = /Duration: (\d+):(\d+):(\d+\.\d+)/.exec(printed);
  const sure = stated && !/Estimating duration/.test(printed) && !streams.some((line) => / Video: /.test(line));
  const [, hours = 0, minutes = 0, seconds = 0] = (stated ?? []).map(Number);
  return {
    tracks: sounds.map(channelsOf),
    stated_ms: sure ? Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000) : null,
  };
}

function channelsOf(line: string): number {
  if (/, mono\b/.test(line)) return 1;
  return /, (stereo|2 channels)\b/.test(line) ? 2 : 3;
}

/** @returns indices of the tracks to be heard together, each a side when there are two */
export async function chooseTracks(
  encoded: Encoded,
  { tracks }: Inspected,
  signal: AbortSignal | null,
): Promise<number[]> {
  if (tracks.length < 2) return [0];
  const sounding: number[] = [];
  for (const track of tracks.keys()) if (await sounds(encoded, track, signal)) sounding.push(track);
  const [first = 0, second] = sounding;
  const sides = second !== undefined && tracks[first] === 1 && tracks[second] === 1;
  return sides ? [first, second] : [first];
}

async function sounds(encoded: Encoded, track: number, signal: AbortSignal | null): Promise<boolean> {
  const output = ['-map', `0:a:${track}`, '-vn', '-sn', '-dn', '-af', 'volumedetect', '-f', 'null', '-'];
  const printed = await say(encoded, output, LISTEN_MS, signal);
  const loudest = /max_volume: (-?[\d.]+|-inf) dB/.exec(printed)?.[1];
  return loudest !== undefined && loudest !== '-inf' && Number(loudest) > SILENT_DB;
}

/** What ffmpeg says on standard error. @param timeout ms */
function say(encoded: Encoded, output: string[], timeout: number, signal: AbortSignal | null): Promise<string> {
  const args = [...inputOf(encoded, 'info'), ...output];
  return new Promise((done, failed) => {
    const options = {
      timeout,
      killSignal: 'SIGKILL',
      windowsHide: true,
      maxBuffer: 16 << 20,
      ...(signal && { signal }),
    };
    execFile(encoded.ffmpeg, args, { ...options, killSignal: 'SIGKILL' }, (error, _, printed) => {
      if (signal?.aborted) failed(signal.reason);
      else if (error && ['ENOENT', 'EACCES'].includes(String(error.code))) {
        failed(new Refusal('decoder-missing', encoded.ffmpeg));
      }
      // Without an output it ends with an error, having said everything.
      else done(printed);
    });
  });
}
