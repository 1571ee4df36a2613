// A build step: measures the compressed script of the first page (sign-in) and fails the build if it exceeds its limit,
// because loading it is the first thing people wait for.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** kB (1000 bytes) of gzipped script. */
const LIMIT_KB = 80;
const FIRST_PAGE = 'people/sign-in-page.tsx';
/** Words come in one language at a time; the larger of the two counts. */
const LANGUAGES = ['words/en/words.ts', 'words/zh-CN/words.ts'];

type Chunk = { file: string; imports?: string[]; isEntry?: boolean };
const folder = new URL('../dist/web/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', folder), 'utf8')) as Record<string, Chunk>;

function chunkOf(name: string): Chunk {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`${name} is not in the manifest: say here what it is called now`);
  return chunk;
}

function scripts(name: string, found: Set<string>): Set<string> {
  const chunk = chunkOf(name);
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const next of chunk.imports ?? []) scripts(next, found);
  return found;
}

const size = (file: string): number => gzipSync(readFileSync(new URL(file, folder)), { level: 9 }).byteLength;
const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry);
if (!entry) throw new Error('the manifest names no entry');
const words = LANGUAGES.map((name) => chunkOf(name).file).sort((a, b) => size(b) - size(a))[0] ?? '';
const files = scripts(FIRST_PAGE, scripts(entry, new Set()));
files.add(words);
const kb = [...files].reduce((sum, file) => sum + size(file), 0) / 1000;
console.log(`first load: ${kb.toFixed(1)} kB gz of script in ${files.size} files (at most ${LIMIT_KB})`);
if (kb > LIMIT_KB) {
  for (const file of files) console.error(`  ${(size(file) / 1000).toFixed(1)} kB  ${file}`);
  process.exitCode = 1;
}
