// Malformed requests: valid ones, generated from the API's description, then damaged in a few places. Everything
// follows from the seed.
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** JSON Schema as /api/openapi.json has it. */
type Schema = {
  type?: string | string[];
  enum?: Json[];
  const?: Json;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  additionalProperties?: Schema | boolean;
  minLength?: number;
  minItems?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  format?: string;
  pattern?: string;
};
export type Operation = {
  method: string;
  path: string;
  parameters: { in: string; name: string; schema: Schema }[];
  body: { type: string; schema: Schema } | null;
};
/** A schema with those it refers to put in; what nests in itself ends after a few times. */
export function unfolded(schema: object, named: Record<string, object>, depth = 0): Schema {
  const within = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(within);
    if (typeof value !== 'object' || value === null) return value;
    if (!('$ref' in value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, within(one)]));
    const name = String(value.$ref).split('/').at(-1)!;
    return depth < MOST_REFERENCES ? unfolded(named[name]!, named, depth + 1) : {};
  };
  return within(schema) as Schema;
}
const MOST_REFERENCES = 8;

export type Made = { method: string; path: string; headers: Record<string, string>; body: Uint8Array | null };

/** mulberry32: small, and the same everywhere. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

// biome-ignore format: a list
const TEXTS = [
  '', ' ', '\0', 'a\0b', '\ud800', 'x\udfff', '𠮷', '__proto__', 'constructor', 'toString', 'hasOwnProperty', "'; drop table member; --",
  '%', '\\', '%_%', '../../etc/passwd', 'NaN', 'Infinity', '-1', '1e400', '9'.repeat(400), '2026-02-30', '2026-13-45T99:99:99Z',
  '+275760-09-13T00:00:00.001Z', '0000-00-00', '-000001-01-01T00:00:00Z', '2026-07-06T10:00:00+99:00', '10000-01-01', '\u202e\u200b', '🙂'.repeat(300), 'null', '[]',
  '{}', 'eyJ4IjoxfQ', 'eyJhdCI6ImEiLCJpZCI6MX0', '一二三四五六七八九零'.repeat(200), '1 '.repeat(4000), '<v '.repeat(3000), '"'.repeat(999), '('.repeat(500),
  'agent:"', '-'.repeat(300), 'x'.repeat(10_000), 'external_id,agent\n1,2', 'WEBVTT\n\n00:01.000 --> 00:00.000\nx', '[{"turns":[]}]', '=cmd()', 'a,b\n'.repeat(5000),
];
// biome-ignore format: a list
const NUMBERS = [-1, 0, 1, 1.5, -0, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 1e21, 1e308, 1e-7, -(2 ** 63)];
const PATHS = [
  '%',
  '%zz',
  '%00',
  '%ff',
  '%c0%af',
  '%E0%A4%A',
  '..',
  '%2e%2e',
  '__proto__',
  'constructor',
  '%0d%0a',
  '%F0%9F%99%82',
  ';',
  '~',
];
// biome-ignore format: a list
const HEADERS: [string, string][] = [
  ['content-type', 'text/plain'], ['content-type', 'application/json; charset=utf-16'], ['content-type', 'APPLICATION/JSON'], ['content-type', ''],
  ['content-type', 'multipart/form-data'], ['content-type', 'application/x-www-form-urlencoded'], ['content-type', ';;;'], ['content-encoding', 'gzip'],
  ['accept-language', ',;q=,zh;q=9e9,*'], ['accept-language', 'x'.repeat(5000)], ['range', 'bytes=-'], ['range', 'bytes=99999999999999999999-'],
  ['range', 'bytes=0-0,2-3'], ['if-none-match', '*'], ['if-range', '"'], ['origin', 'null'], ['origin', 'http://['], ['referer', '%'],
  ['sec-fetch-site', 'cross-site'], ['host', 'localhost:0'], ['host', '[::1]'], ['host', 'a.b.c'], ['host', 'xn--'], ['x-forwarded-for', '1.2.3.4:99999, ,'],
  ['cookie', 'attune.session_token=%'], ['cookie', 'attune.session_token=__proto__.x; attune.session_token=y'], ['cookie', '='], ['cookie', ';;;='.repeat(500)],
  ['authorization', 'Bearer __proto__'], ['x-http-method-override', 'DELETE'], ['expect', '100-continue'], ['upgrade', 'websocket'], ['accept', '\u00ff'],
];
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'];

const chat = { external_id: 'c-1', agent: 'E1', channel: 'chat', started_at: '2026-07-03T10:00:00Z' };
/** Valid files. */
const FILES = [
  JSON.stringify([{ ...chat, turns: [{ speaker: 'customer', text: 'Hello' }] }]),
  'external_id,agent,channel,started_at,speaker,at,text\nc-2,E1,chat,2026-07-03T10:00:00Z,agent,,Hello',
  'file,external_id,agent,channel,started_at\ncall.wav,c-3,E1,voice,2026-07-03 10:00',
  'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Hello</v>\n',
  '1\n00:00:01,000 --> 00:00:02,000\nHello\n',
  JSON.stringify({ segments: [{ start: 0, end: 1, text: 'Hello' }] }),
];

/** @param known ids by a part of the path or the name of the field they stand in; under `any` all of them */
export function requestMaker(random: () => number, known: Record<string, string[]>) {
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const often = (share: number): boolean => random() < share;

  const anyId = (hint: string): string => {
    const fitting = Object.entries(known).find(([name]) => name !== 'any' && hint.includes(name))?.[1];
    return pick(fitting && often(0.8) ? fitting : known.any!);
  };

  function text(schema: Schema, name: string): string {
    if (schema.format === 'date') return `2026-0${1 + below(9)}-1${below(10)}`;
    if (schema.format === 'date-time') return '2026-07-03T10:00:00Z';
    if (name === 'text' && often(0.8)) return pick(FILES);
    if (name === 'file_name') return pick(['call.wav', 'call.vtt']);
    if (schema.format === 'email') return `p${below(1e9)}@example.com`;
    if (/(^|_)(id|ids|agent|team|teams|scope|reviewer|reviewers|interactions?|scorecard|into|member)(_|$)/.test(name))
      return anyId(name);
    if (name === 'time_zone') return 'Europe/Berlin';
    if (name === 'week') return '2026-07-06';
    return pick(['Hello', 'A name', '您好', 'hello -world "a b"', 'whisper-small', 'left']).padEnd(
      schema.minLength ?? 0,
      'x',
    );
  }

  function valid(schema: Schema, name: string, depth = 0): Json {
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return pick(schema.enum);
    const choice = schema.anyOf ?? schema.oneOf;
    if (choice) return valid(pick(choice), name, depth);
    if (schema.allOf) return valid(schema.allOf[0]!, name, depth);
    const type = Array.isArray(schema.type) ? pick(schema.type) : schema.type;
    if (type === 'string') return text(schema, name);
    if (type === 'integer' || type === 'number')
      return Math.max(schema.minimum ?? schema.exclusiveMinimum ?? 0, 0) + below(4);
    if (type === 'boolean') return often(0.5);
    if (type === 'null') return null;
    if (type === 'array') {
      if (schema.prefixItems) return schema.prefixItems.map((item) => valid(item, name, depth + 1));
      const length = Math.max(schema.minItems ?? 0, depth > 6 ? 0 : below(3));
      return Array.from({ length }, () => valid(schema.items ?? {}, name, depth + 1));
    }
    if (depth > 12) return {};
    const own = Object.entries(schema.properties ?? {}).filter(
      ([key]) => schema.required?.includes(key) || often(depth > 6 ? 0 : 0.7),
    );
    const object = Object.fromEntries(own.map(([key, value]) => [key, valid(value, key, depth + 1)]));
    if (typeof schema.additionalProperties === 'object' && own.length === 0)
      for (const key of ['external_id', 'agent']) object[key] = valid(schema.additionalProperties, key, depth + 1);
    return object;
  }

  const odd = (): Json =>
    pick<() => Json>([
      () => pick(TEXTS),
      () => pick(TEXTS),
      () => pick(NUMBERS),
      () => null,
      () => often(0.5),
      () => [],
      () => ({}),
      () => [pick(TEXTS), pick(NUMBERS), null],
      () =>
        Object.fromEntries([
          ['__proto__', { a: 1 }],
          [pick(TEXTS), pick(TEXTS)],
        ]),
      () => Array.from({ length: 3000 }, (_, i) => i),
      () => JSON.parse(nested(50)) as Json,
    ])();

  /** The same with one place in it, at any depth, that is odd, missing or one too many. */
  function damaged(value: Json): Json {
    if (typeof value !== 'object' || value === null || often(0.15)) return odd();
    if (Array.isArray(value)) {
      if (value.length === 0 || often(0.2)) return [...value, odd()];
      const at = below(value.length);
      return value.map((item, i) => (i === at ? damaged(item) : item));
    }
    const keys = Object.keys(value);
    if (keys.length === 0 || often(0.15)) return { ...value, [pick(TEXTS)]: odd() };
    const at = pick(keys);
    if (often(0.15)) return Object.fromEntries(Object.entries(value).filter(([key]) => key !== at));
    return { ...value, [at]: damaged(value[at]!) };
  }

  function jsonBytes(value: Json): Uint8Array {
    let written = JSON.stringify(value);
    if (often(0.05)) written = written.replace('{', `{"__proto__":{"roles":["administrator"]},`);
    if (often(0.03)) written = written.slice(0, below(written.length));
    if (often(0.02)) written = `\uFEFF${written}`;
    if (often(0.02)) written = pick([nested(5000), '{"a":'.repeat(3000), nested(64), '', 'null', '1e999', '"', '//']);
    const bytes = new TextEncoder().encode(written);
    if (bytes.length > 0 && often(0.02)) bytes[below(bytes.length)] = 0x80 + below(0x80);
    return bytes;
  }

  function pathOf({ path }: Operation): string {
    return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      if (often(0.1)) return pick(PATHS);
      if (often(0.1)) return encodeURIComponent(pick(TEXTS).toWellFormed().slice(0, 2000));
      return name === 'number' ? '1' : name === 'key' ? pick(['VG', 'constructor']) : anyId(path);
    });
  }

  function queryOf({ parameters }: Operation): string {
    const pairs = parameters
      .filter((one) => one.in === 'query' && often(0.6))
      .flatMap(({ name, schema }) => {
        const value = often(0.4) ? odd() : valid(schema, name);
        const written = encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed());
        return often(0.05) ? [`${name}=${written}`, `${name}=${pick(PATHS)}`] : [`${name}=${written.slice(0, 6000)}`];
      });
    if (often(0.05)) pairs.push(pick(['__proto__=1', '%=%', '=', 'cursor=%00', 'limit=1e9', 'a[__proto__]=1']));
    return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  }

  return (operation: Operation): Made => {
    const { body } = operation;
    const headers: Record<string, string> = {};
    let bytes: Uint8Array | null = null;
    if (body?.type === 'application/json') {
      headers['content-type'] = 'application/json';
      let value = valid(body.schema, '');
      for (let times = pick([0, 0, 1, 1, 2, 4]); times > 0; times--) value = damaged(value);
      bytes = jsonBytes(value);
    } else if (body) {
      headers['content-type'] = 'application/octet-stream';
      bytes = Uint8Array.from({ length: below(5000) }, () => below(256));
    }
    if (often(0.15)) for (const [name, value] of [pick(HEADERS), pick(HEADERS)]) headers[name] = value;
    const method = often(0.03) ? pick(METHODS) : operation.method;
    return { method, path: pathOf(operation) + queryOf(operation), headers, body: bytes };
  };
}
