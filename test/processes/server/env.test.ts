import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { SettingsError } from '../../../processes/environment/environment.ts';
import { OLDEST_NODES, readSettings, refuseOldNode } from '../../../processes/server/env.ts';

const refused = (environment: Record<string, string>): string => {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error('was not refused');
};

describe('settings', () => {
  it('need nothing to be set', () => {
    expect(readSettings({})).toEqual({
      port: 3210,
      host: '127.0.0.1',
      data: './data',
      models: null,
      url: null,
      secret: null,
      audit_key: null,
      behind_proxy: false,
      workers: null,
      database_url: null,
      database_socket: null,
      ffmpeg: null,
      s3: null,
    });
  });

  it('take an empty variable for one that is not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '', ATTUNE_MODELS: '', S3_BUCKET: '' })).toEqual(readSettings({}));
  });

  it('are read as they are meant', () => {
    expect(
      readSettings({
        PORT: '0',
        ATTUNE_URL: 'https://q.example.com/login',
        DATABASE_URL: 'postgres://u:p@db/attune',
        ATTUNE_PROXY: '1',
        ATTUNE_WORKERS: '0',
      }),
    ).toMatchObject({
      port: 0,
      url: 'https://q.example.com',
      database_url: 'postgres://u:p@db/attune',
      behind_proxy: true,
      workers: 0,
    });
  });

  it.each([
    ['PORT', 'abc', 'PORT must be a whole number from 0 to 65535.'],
    ['PORT', '65536', 'PORT must be a whole number from 0 to 65535.'],
    ['PORT', '-1', 'PORT must be a whole number from 0 to 65535.'],
    [
      'DATABASE_URL',
      'mysql://db/attune',
      'DATABASE_URL must be an address such as postgres://user:password@host:5432/attune.',
    ],
    [
      'ATTUNE_URL',
      'quality.example.com',
      'ATTUNE_URL must be the address people use, such as https://quality.example.com.',
    ],
    ['ATTUNE_SECRET', 'short', 'ATTUNE_SECRET must be at least 32 characters, unchanged across restarts.'],
    [
      'ATTUNE_WORKERS',
      'many',
      'ATTUNE_WORKERS must be a whole number from 0 to 64: parallel transcriptions on this machine.',
    ],
  ])('refuse %s=%s with a line that says what it has to be', (name, value, line) => {
    expect(refused({ [name]: value })).toBe(line);
  });

  it('are all refused at once, without secrets in the messages', () => {
    const said = refused({ PORT: 'x', ATTUNE_SECRET: 'hunter2', DATABASE_URL: 'p4ssword' });
    expect(said.split('\n')).toHaveLength(3);
    expect(said).not.toMatch(/hunter2|p4ssword/);
  });

  it('take an object store whole or not at all', () => {
    const store = {
      S3_ENDPOINT: 'https://s3.example.com',
      S3_BUCKET: 'attune',
      S3_ACCESS_KEY_ID: 'id',
      S3_SECRET_ACCESS_KEY: 'key',
    };
    expect(readSettings(store).s3).toEqual({
      endpoint: 'https://s3.example.com',
      bucket: 'attune',
      region: 'auto',
      accessKeyId: 'id',
      secretAccessKey: 'key',
    });
    expect(refused({ S3_BUCKET: 'attune', S3_ENDPOINT: 'https://s3.example.com' })).toBe(
      'The object store also requires S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY.',
    );
  });
});

describe('a Node that does not run Attune', () => {
  it.each(['v18.20.0', 'v20.20.2', 'v22.22.1', 'v23.11.0', 'v24.14.1', 'v25.9.0'])(
    '%s: whoever starts it is told which one does',
    (version) => {
      expect(refuseOldNode(version)).toBe(
        `Attune requires Node 24.15.0 or newer in version 24, 22.22.2 or newer in version 22, or 26.0.0 or newer; this is ${version}. Install Node 24 from https://nodejs.org and start again.`,
      );
    },
  );

  it.each(['v22.22.2', 'v22.23.0', 'v24.15.0', 'v24.21.0', 'v26.0.0', 'v27.1.0'])('%s will do', (version) => {
    expect(refuseOldNode(version)).toBeNull();
  });

  it('is the same as in package.json, and so are the installed one and the one in .nvmrc', () => {
    const [old, current, next] = OLDEST_NODES.map((oldest) => oldest.join('.'));
    expect(manifest.engines.node).toBe(`^${old} || ^${current} || >=${next}`);
    const brought = Object.entries(manifest.optionalDependencies).filter(([name]) => name.startsWith('node-'));
    expect(brought.map(([, version]) => refuseOldNode(version))).toEqual(brought.map(() => null));
    const pinned = readFileSync(resolve(import.meta.dirname, '../../../.nvmrc'), 'utf8').trim();
    expect(brought.map(([, version]) => version.split('.')[0])).toEqual(brought.map(() => pinned));
  });
});
