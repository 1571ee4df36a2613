// The product's programs as they are started in tests: bundled, as `npm start` runs them, which takes a fifth of the time
// that starting their sources does. As a global setup this file bundles them once for a run, and again when a watched
// run repeats.
import { execSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

const root = resolve(import.meta.dirname, '../..');

type Program = 'child' | 'embedded' | 'server' | 'transcribe' | 'worker';

/** Path of a program: its bundle in tests, its source in benches, before which nothing is built. */
export const program = (name: Program): string =>
  process.env.VITEST ? join(root, `dist/server/${name}.js`) : join(root, `processes/${name}.ts`);

const bundle = (): void => void execSync('npm run --silent build:server', { cwd: root, stdio: 'inherit' });

export default function setup(project: TestProject): void {
  bundle();
  project.onTestsRerun(async () => bundle());
}
