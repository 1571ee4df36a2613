// JSON as programs really write it. Python writes NaN and Infinity for missing numbers; they are read as null. Integers
// too long for a double, mostly ids, stay text, digit for digit. Several values, one per line, are a list. Nesting is
// counted before anything walks the file, and a duplicate key is refused, because one of its values would be lost.

import { MOST_DEPTH } from './depth.ts';
import { Unreadable } from './said.ts';

/** Digits that every double holds exactly. */
const EXACT_DIGITS = 15;

/** @throws Unreadable with the line: `transcript-json` where it breaks, `transcript-json-twice`; `too-deep` */
export function parseJson(text: string): unknown {
  const plain = withPlainNumbers(text);
  try {
    return JSON.parse(plain);
  } catch (error) {
    const lines = jsonLines(plain);
    if (lines) return lines;
    throw new Unreadable('transcript-json', { line: brokenLine(plain, error) });
  }
}

function brokenLine(text: string, error: unknown): number {
  const place = /position (\d+)/.exec(error instanceof Error ? error.message : '');
  return lineAt(text, place?.[1] === undefined ? text.length : Number(place[1]));
}

function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < position; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** One value a line, as programs write that append; null where it is not that. */
function jsonLines(text: string): unknown[] | null {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  if (lines.length < 2 || !lines.every((line) => /^\s*[[{]/.test(line.slice(0, 100)))) return null;
  try {
    return lines.map((line): unknown => JSON.parse(line));
  } catch {
    return null;
  }
}

/** A string and whether it is a key, a bracket, or what stands for a number. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"?(\s*:)?|[[\]{}]|-?(?:NaN|Infinity)\b|-?\d[\d.eE+-]*/gs;

/** One pass over the text; strings are left unchanged. */
function withPlainNumbers(text: string): string {
  /** The keys of every object that is open; null for a list. */
  const open: (Set<string> | null)[] = [];
  let from = 0;
  const parts: string[] = [];
  for (const found of text.matchAll(TOKEN)) {
    const [token, colon] = found;
    if (token === '[' || token === '{') {
      if (open.length >= MOST_DEPTH) throw new Unreadable('too-deep', { limit: MOST_DEPTH });
      open.push(token === '{' ? new Set() : null);
    } else if (token === ']' || token === '}') open.pop();
    else if (token.startsWith('"')) {
      const key = colon === undefined ? null : token.slice(1, -1 - colon.length);
      const keys = open.at(-1);
      if (key === null || !keys) continue;
      if (keys.has(key)) {
        throw new Unreadable('transcript-json-twice', { line: lineAt(text, found.index), key: key.slice(0, 60) });
      }
      keys.add(key);
    } else {
      const plain = plainNumber(token);
      if (plain === token) continue;
      parts.push(text.slice(from, found.index), plain);
      from = found.index + token.length;
    }
  }
  return from === 0 ? text : parts.join('') + text.slice(from);
}

function plainNumber(token: string): string {
  if (/[NI]/.test(token)) return 'null';
  return /^-?\d+$/.test(token) && token.length > EXACT_DIGITS ? `"${token}"` : token;
}
