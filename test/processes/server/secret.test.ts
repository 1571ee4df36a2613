import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { keptSecret } from '../../../processes/server/secret.ts';

const folder = mkdtempSync(join(tmpdir(), 'attune-secret-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a secret is made once, long, and for its owner’s eyes alone', () => {
  const secret = keptSecret(folder);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(keptSecret(folder)).toBe(secret);
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
});
