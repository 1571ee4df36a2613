// The rules of the house, executed (CONTRIBUTING.md says why). A failure names the file and where its line should go.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

type Layer = 'scorecards' | 'transcription' | 'edges' | 'worker' | 'db' | 'api' | 'web' | 'test' | 'config';
type Import = { from: string; to: string; typeOnly: boolean };

/** Programs of their own. They start each other as processes and are imported by nobody. */
const ENTRIES = [
  'api/masking-thread.ts',
  'api/node.ts',
  'api/worker.ts',
  'api/demo/retranscribe.ts',
  'db/embedded.ts',
  'transcription/child.ts',
  'transcription/transcribe.ts',
  'transcription/worker.ts',
  'web/first-load.ts',
  'web/main.tsx',
];

/** Besides the entries, what starts processes or listens on their behalf. */
const STARTERS = [
  'api/children.ts',
  'api/port.ts',
  'api/masking-threads.ts',
  'api/server.ts',
  'transcription/sound/copy.ts',
  'transcription/sound/ffmpeg.ts',
  'transcription/sound/tracks.ts',
  'transcription/keeper.ts',
];

/** Files of transcription/ that touch files, models or processes. Everything else there is pure. */
const EDGES = [
  'child.ts',
  'keeper.ts',
  'keepers.ts',
  'listen.ts',
  'listening/decode.ts',
  'listening/hearing.ts',
  'listening/vad.ts',
  'models/download.ts',
  'models/folder.ts',
  'onnx.ts',
  'sound/audio.ts',
  'sound/bytes.ts',
  'sound/copy.ts',
  'sound/ffmpeg.ts',
  'sound/picture.ts',
  'sound/tape.ts',
  'sound/temporary.ts',
  'sound/tracks.ts',
  'speakers/voiceprint.ts',
  'transcribe.ts',
  'whisper.ts',
];

/** Pure files that wait for what they are handed: bytes, a decoder, a detector of speech, a recogniser. */
const WAIT_FOR_WHAT_THEY_ARE_HANDED = [
  'listening/intake',
  'listening/lane',
  'listening/leaks',
  'listening/notes',
  'listening/reading',
  'listening/transcriber',
  'listening/windows',
  'sound/chunks',
  'sound/exact',
  'sound/matroska',
  'sound/timeline',
  'sound/wav',
  'speakers/separation',
  'speakers/voices',
].map((name) => `transcription/${name}.ts`);

/** Each library comes in by one door: where its importers may stand. */
const DOORS: [library: RegExp, doors: RegExp, name: string][] = [
  [/^@huggingface\/transformers/, /^transcription\/whisper\.ts$/, 'transcription/whisper.ts'],
  [/^onnxruntime-/, /^transcription\/onnx\.ts$/, 'transcription/onnx.ts'],
  [/^wavesurfer/, /^web\/audio\/waveform\.tsx$/, 'web/audio/waveform.tsx'],
  [/^@kobalte\//, /^web\/ui\//, 'web/ui/'],
  [/^(drizzle-orm|postgres|@electric-sql\/)/, /^(db\/|drizzle\.config\.ts$)/, 'db/'],
  [/^pg-boss/, /^db\/jobs\.ts$/, 'db/jobs.ts'],
  [/^hono\/client$/, /^web\/client\.ts$/, 'web/client.ts'],
  [/^(hono|@hono\/)/, /^(api\/|web\/client\.ts$)/, 'api/'],
  [/^better-auth/, /^api\/session\.ts$/, 'api/session.ts'],
  [/^@better-auth\//, /^api\/second-factor\.ts$/, 'api/second-factor.ts'],
  [/^hucre/, /^web\/interactions\/workbook\.ts$/, 'web/interactions/workbook.ts'],
  [/^jsonc-parser/, /^api\/exact-json\.ts$/, 'api/exact-json.ts'],
  [/^pino/, /^(api\/|transcription\/worker\.ts$)/, 'api/'],
  [/^(solid-js|@solidjs\/|@tanstack\/|lucide-solid|@solid-primitives\/)/, /^(web\/|vite\.config\.ts$)/, 'web/'],
];

/** Bare imports that scorecards/ lives on. */
const DECIDES_WITH = ['zod', 'simple-statistics'];

// --- What is there -------------------------------------------------------------------------------------------------

const files = globSync('{api,db,scorecards,transcription,web,test}/**/*.{ts,tsx}', { cwd: root })
  .concat(globSync('*.config.ts', { cwd: root }))
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted();
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
}
const code = new Map([...sources].map(([file, source]) => [file, withoutComments(source)]));
const codeOf = (file: string): string => code.get(file) ?? '';

function importsOf(file: string): Import[] {
  const source = codeOf(file);
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => {
    const to = specifier.startsWith('.')
      ? relative(root, resolve(root, dirname(file), specifier.replace(/\?.*$/, ''))).replaceAll('\\', '/')
      : specifier;
    found.push({ from: file, to, typeOnly });
  };
  for (const [, type, names = '', specifier = ''] of source.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s*['"]([^'"]+)['"]/gm,
  )) {
    const named = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
    const eachType =
      named
        ?.split(',')
        .map((one) => one.trim())
        .filter(Boolean)
        .every((one) => one.startsWith('type ')) ?? false;
    add(specifier, type !== undefined || eachType);
  }
  for (const [, specifier = ''] of source.matchAll(/^\s*import\s+['"]([^'"]+)['"]/gm)) add(specifier, false);
  for (const [, specifier = ''] of source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) add(specifier, false);
  return found;
}
const imports = files.flatMap(importsOf);
const inside = imports.filter(({ to }) => sources.has(to));

function layerOf(file: string): Layer {
  const [folder = ''] = file.split('/');
  if (file.endsWith('.config.ts')) return 'config';
  if (folder !== 'transcription') return folder as Layer;
  if (/^transcription\/worker(\.ts$|\/)/.test(file)) return 'worker';
  return EDGES.includes(file.slice('transcription/'.length)) ? 'edges' : 'transcription';
}

const product = files.filter((file) => !['test', 'config'].includes(layerOf(file)));
const shown = ({ from, to }: Import): string => `${from} imports ${to}`;

// --- The rules -----------------------------------------------------------------------------------------------------

describe('layers', () => {
  /** Whole means values and types; a layer that is missing may not be imported at all. */
  const MAY: Record<Exclude<Layer, 'test' | 'config'>, Partial<Record<Layer, 'whole' | 'types'>>> = {
    scorecards: { scorecards: 'whole' },
    transcription: { scorecards: 'types', transcription: 'whole' },
    edges: { scorecards: 'types', transcription: 'whole', edges: 'whole' },
    worker: { scorecards: 'whole', transcription: 'whole', db: 'whole' },
    db: { scorecards: 'whole', transcription: 'whole', db: 'whole' },
    api: { scorecards: 'whole', transcription: 'whole', db: 'whole', api: 'whole' },
    // What a route answers is its verb's result: the type stands with the verb and has no second home in api/.
    web: { scorecards: 'whole', transcription: 'whole', db: 'types', api: 'types', web: 'whole' },
  };
  const ADVICE: Record<string, string> = {
    scorecards: 'scorecards/ decides from values in hand: pass the value in, and do the rest where it is called',
    transcription:
      'a pure file is handed what it needs: put the effect into an edge (EDGES in this test), the decision stays',
    edges: 'the edges know sound and models only: the worker writes to the database, the API speaks',
    worker: 'the worker starts the child as a process and talks to it over its channel: it imports no model',
    db: 'db/ remembers: what speaks HTTP goes to api/, what is decided goes to scorecards/',
    api: 'api/ translates: SQL goes to a verb in db/, a decision to scorecards/',
    web: 'web/ speaks to people: it takes types from api/ and db/, and everything else through the routes (web/client.ts)',
  };

  it('import only what the table allows', () => {
    const wrong = inside.flatMap((one) => {
      const [from, to] = [layerOf(one.from), layerOf(one.to)];
      if (from === 'test' || from === 'config') return [];
      // The keeper starts the child; a copy or a picture only passes bytes through, and ffmpeg decodes in a process of its own.
      if (
        from === 'worker' &&
        (to === 'worker' ||
          /^transcription\/(keepers?|models\/folder|sound\/(copy|picture|temporary))\.ts$/.test(one.to))
      )
        return [];
      if (from === 'scorecards' && one.to === 'transcription/transcript.ts' && one.typeOnly) return [];
      if (one.from === 'api/demo/retranscribe.ts') return [];
      // The command line speaks to people: its refusals are said in the same words as everywhere.
      if (one.from === 'transcription/transcribe.ts' && one.to === 'scorecards/problem.ts') return [];
      const may = MAY[from][to];
      if (may === 'whole' || (may === 'types' && one.typeOnly)) return [];
      return [`${shown(one)}${may === 'types' ? ' as a value' : ''} — ${ADVICE[from]}`];
    });
    expect(wrong).toEqual([]);
  });

  it('leave files and processes of the machine to those who hold them', () => {
    const wrong = imports.filter(
      ({ from, to }) => to.startsWith('node:') && ['scorecards', 'transcription'].includes(layerOf(from)),
    );
    expect(wrong.map((one) => `${shown(one)} — ${ADVICE[layerOf(one.from)]}`)).toEqual([]);
    const inBrowser = imports.filter(
      ({ from, to }) => to.startsWith('node:') && layerOf(from) === 'web' && !ENTRIES.includes(from),
    );
    expect(inBrowser.map((one) => `${shown(one)} — web/ runs in a browser`)).toEqual([]);
  });

  it('scorecards/ decides with nothing but zod and simple-statistics', () => {
    const wrong = imports.filter(
      ({ from, to }) => layerOf(from) === 'scorecards' && !to.includes('/') && !DECIDES_WITH.includes(to),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('nothing of the product imports a test', () => {
    expect(inside.filter(({ from, to }) => layerOf(to) === 'test' && layerOf(from) !== 'test').map(shown)).toEqual([]);
  });

  it('an import leads to a file that is there', () => {
    const missing = imports.filter(
      ({ to }) => /\.(ts|tsx)$/.test(to) && !to.startsWith('node_modules') && !existsSync(join(root, to)),
    );
    expect(missing.map(shown)).toEqual([]);
  });

  it('no files import each other in a circle', () => {
    const next = Map.groupBy(inside, ({ from }) => from);
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const visit = (file: string, path: string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const { to } of next.get(file) ?? []) visit(to, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });
});

describe('stages', () => {
  /**
   * In the order of the work. Imports and foreign keys point to the left. Interactions and transcripts are one step
   * here: a text comes in as its own transcript, in the same transaction. A submission is the moment a draft becomes an
   * evaluation with all that follows from it, so it stands behind everything it sets going.
   */
  const ORDER = [
    'ground',
    'people',
    'scorecards',
    'start',
    'interactions',
    'samples',
    'evaluations',
    'coaching',
    'calibration',
    'submission',
    'reports',
    'whole',
  ] as const;
  type Stage = (typeof ORDER)[number];

  /** Which step of the work a file of db/ or api/ serves. A new file is named here, beside its kind. */
  const SERVES: Record<'db' | 'api', Partial<Record<Stage, string[]>>> = {
    db: {
      ground: [
        'audit',
        'blobs',
        'client',
        'context',
        'days',
        'demonstration',
        'embedded',
        'embedded-lock',
        'embedded-session',
        'id',
        'jobs',
        'migrate',
        'turns',
        'visible',
        'contacts',
        'workers',
      ],
      people: ['people', 'attempts', 'tokens', 'sessions', 'passwords', 'second-factor', 'members', 'invitations'],
      scorecards: ['scorecards'],
      start: ['start'],
      interactions: [
        'arrivals',
        'chats',
        'chat-files',
        'column-names',
        'copies',
        'corrections',
        'interactions',
        'masking',
        'personal-data',
        'speech',
        'trials',
        'metadata-check',
        'originals',
        'recordings',
        'search',
        'search-index',
        'sheets',
        'revisions',
        'transcription-notes',
        'transcript-files',
        'transcripts',
        'uploads',
        'waiting',
      ],
      samples: ['samples', 'draws', 'assignments', 'reviews'],
      evaluations: ['drafts', 'evaluations'],
      coaching: ['coaching', 'causes', 'development', 'tasks'],
      calibration: ['calibration'],
      submission: ['submission'],
      reports: ['reports'],
    },
    api: {
      ground: [
        'bodies',
        'deps',
        'env',
        'log',
        'route',
        'rows',
        'exact-json',
        'problems',
        'guards',
        'pages',
        'port',
        'secret',
        'setup-token',
        'database',
        'files',
        'children',
        'session',
        'common-passwords',
        'second-factor',
        'health',
        'openapi',
        'byte-range',
      ],
      people: ['account', 'people'],
      scorecards: ['scorecards'],
      interactions: ['interactions', 'imports', 'masking', 'masking-thread', 'masking-threads', 'recording', 'speech'],
      samples: ['samples'],
      evaluations: ['evaluations'],
      coaching: ['coaching'],
      calibration: ['calibration'],
      reports: ['reports'],
      whole: ['app', 'demo', 'first-start', 'drop-demo', 'server', 'node', 'worker'],
    },
  };
  const FOLDERS: Record<string, Stage> = {
    'db/blobs': 'ground',
    'api/demo': 'whole',
    'scorecards/statistics': 'ground',
    'scorecards/sentences': 'ground',
    'scorecards/people': 'people',
    'scorecards/interactions': 'interactions',
    'scorecards/sampling': 'samples',
    'scorecards/coaching': 'coaching',
    'scorecards/calibration': 'calibration',
  };

  const SCHEMA: Record<string, Stage> = {
    columns: 'ground',
    tables: 'whole',
    copies: 'interactions',
    speech: 'interactions',
    transcripts: 'interactions',
  };

  function stageOf(file: string): Stage | null {
    const layer = layerOf(file);
    const folder = dirname(file);
    const name = basename(file).replace(/\.tsx?$/, '');
    if (FOLDERS[folder]) return FOLDERS[folder];
    if (folder === 'db/schema') return SCHEMA[name] ?? (name as Stage);
    if (folder === 'scorecards') return name === 'evaluation' ? 'evaluations' : null;
    if (layer !== 'db' && layer !== 'api') return null;
    const found = Object.entries(SERVES[layer]).find(([, names]) => names.includes(name));
    return found ? (found[0] as Stage) : null;
  }

  it('every file of db/ and api/ serves one', () => {
    const unnamed = product.filter((file) => ['db', 'api'].includes(layerOf(file)) && stageOf(file) === null);
    expect(
      unnamed.map(
        (file) =>
          `${file} — name it in SERVES of this test under the step of the work it serves; if none fits, its lines belong to another file`,
      ),
    ).toEqual([]);
  });

  const later = (one: string, other: string): boolean => {
    const [mine, theirs] = [stageOf(one), stageOf(other)];
    return mine !== null && theirs !== null && ORDER.indexOf(theirs) > ORDER.indexOf(mine);
  };

  it('import upstream only', () => {
    const wrong = inside.filter(
      ({ from, to }) => layerOf(from) === layerOf(to) && !to.startsWith('db/schema/') && later(from, to),
    );
    expect(
      wrong.map(
        (one) =>
          `${shown(one)} — ${stageOf(one.to)} comes after ${stageOf(one.from)}: let it read what you wrote, or take a job you left`,
      ),
    ).toEqual([]);
  });

  /** A piece of work goes through several hands, and its draft with it. */
  const HANDED_ON: Record<string, Stage[]> = {
    review: ['evaluations', 'calibration', 'submission'],
    draft: ['samples', 'calibration', 'submission'],
    evaluation: ['submission'],
    evaluation_criterion: ['submission'],
    // Its settings are decided where they take effect.
    organisation: ['start', 'interactions', 'people'],
  };

  it('write their own tables only', () => {
    const owner = new Map<string, string>();
    for (const file of product.filter((one) => one.startsWith('db/schema/'))) {
      for (const [, table = ''] of codeOf(file).matchAll(/export const (\w+) = pgTable\(/g)) owner.set(table, file);
    }
    const wrong = product
      .filter((file) => file.startsWith('db/') && !file.startsWith('db/schema/'))
      .flatMap((file) =>
        [...codeOf(file).matchAll(/\.(?:insert|update|delete)\((\w+)\)/g)].flatMap(([, table = '']) => {
          const [mine, theirs] = [stageOf(file), stageOf(owner.get(table) ?? '')];
          const allowed =
            !owner.has(table) || mine === theirs || mine === 'ground' || HANDED_ON[table]?.includes(mine ?? 'whole');
          return allowed ? [] : [`${file} writes ${table}, which is ${theirs}’s: add a row of your own instead`];
        }),
      );
    expect(wrong).toEqual([]);
  });

  it('tables refer upstream only', () => {
    const wrong = inside.filter(
      ({ from, to }) =>
        from.startsWith('db/schema/') &&
        to.startsWith('db/schema/') &&
        from !== 'db/schema/tables.ts' &&
        later(from, to),
    );
    expect(wrong.map(shown)).toEqual([]);
  });
});

describe('dependencies', () => {
  it.each(DOORS)('%s comes in by its one door', (library, door, name) => {
    const wrong = imports.filter(({ from, to }) => library.test(to) && !from.startsWith('test/') && !door.test(from));
    // hono/client has a door of its own; the line for hono would shut it.
    const meant = library.source.includes('hono|') ? wrong.filter(({ to }) => to !== 'hono/client') : wrong;
    expect(meant.map((one) => `${shown(one)} — its door is ${name}: ask there for what you need`)).toEqual([]);
  });
});

describe('entries', () => {
  it('are there, and imported by nobody', () => {
    expect(ENTRIES.filter((file) => !sources.has(file))).toEqual([]);
    const wrong = inside.filter(({ from, to }) => ENTRIES.includes(to) && !from.startsWith('test/'));
    expect(
      wrong.map((one) => `${shown(one)} — an entry is started as a process; what both need goes into a file beside it`),
    ).toEqual([]);
  });

  it('alone read the environment', () => {
    const wrong = product.filter((file) => !ENTRIES.includes(file) && /\bprocess\.(env|argv)\b/.test(codeOf(file)));
    expect(
      wrong.map(
        (file) => `${file} reads the environment — let an entry (${ENTRIES.join(', ')}) read it and hand the value on`,
      ),
    ).toEqual([]);
  });

  it('alone start processes, listen and end the program', () => {
    const starts = /from '(node:(child_process|cluster|worker_threads|http)|@hono\/node-server)'|\bprocess\.exit\(/;
    const wrong = product.filter(
      (file) => !ENTRIES.includes(file) && !STARTERS.includes(file) && starts.test(codeOf(file)),
    );
    expect(
      wrong.map((file) => `${file} starts or ends something — that is for an entry, or for ${STARTERS.join(', ')}`),
    ).toEqual([]);
  });
});

describe('pure files', () => {
  const pure = product.filter((file) => ['scorecards', 'transcription'].includes(layerOf(file)));
  const IMPURE: [what: string, pattern: RegExp, instead: string][] = [
    ['the clock', /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/, 'take `now` as a parameter'],
    ['chance', /\bMath\.random\(|\bcrypto\.(getRandomValues|randomUUID)\(/, 'take a seed as a parameter'],
    ['the environment', /\bprocess\.|\bimport\.meta\.env\b/, 'take the value as a parameter'],
    ['a log', /\bconsole\./, 'return what is to be said'],
    ['the network', /\bfetch\(/, 'take the answer as a parameter'],
  ];

  it.each(IMPURE)('do not touch %s', (_what, pattern, instead) => {
    expect(pure.filter((file) => pattern.test(codeOf(file))).map((file) => `${file} — ${instead}`)).toEqual([]);
  });

  it('do not wait', () => {
    const waits = pure.filter(
      (file) => !WAIT_FOR_WHAT_THEY_ARE_HANDED.includes(file) && /\bawait\b|\basync\b/.test(codeOf(file)),
    );
    expect(waits.map((file) => `${file} — waiting is an effect: it stays with the caller`)).toEqual([]);
  });
});

describe('verbs of db/', () => {
  const GROUND =
    /^db\/(audit|blobs|blobs\/.*|client|context|days|embedded|embedded-lock|embedded-session|id|jobs|migrate|turns|visible|contacts|workers)\.ts$/;
  const verbFiles = product.filter(
    (file) => file.startsWith('db/') && !file.startsWith('db/schema/') && !GROUND.test(file),
  );

  type Verb = { file: string; name: string; parameters: string; body: string; exported: boolean };

  /** Functions at the top of a file; the formatter ends them with a brace in the first column. */
  function functionsOf(file: string): Verb[] {
    const pattern =
      /^(export )?(?:async )?function\*? (\w+)(?:<[^(]*>)?\(([\s\S]*?)\)(?:: [^\n]*)? \{\n([\s\S]*?)^\}/gm;
    return [...codeOf(file).matchAll(pattern)].map(([, exported, name = '', parameters = '', body = '']) => ({
      file,
      name,
      parameters,
      body,
      exported: exported !== undefined,
    }));
  }
  const functions = verbFiles.flatMap(functionsOf);
  it('take ctx first; a part of one takes the connection it runs on', () => {
    const touches = ({ body, parameters }: Verb) => /\b(ctx|tx|db)\b/.test(`${body} ${parameters}`);
    const wrong = functions.filter(
      (verb) => verb.exported && touches(verb) && !/^\s*(ctx|tx|db)\b/.test(verb.parameters),
    );
    expect(
      wrong.map(
        ({ file, name, parameters }) =>
          `${file}: ${name}(${parameters.replaceAll(/\s+/g, ' ').trim()}) — a verb is verb(ctx, input)`,
      ),
    ).toEqual([]);
  });

  it('ask whether the actor may, themselves or by what they call', () => {
    // Without an actor (before anybody is known, or on the machine's own behalf) there is nobody to ask about.
    const asks = /\b(demand\w*|self|agentsVisible|subjectOf\w*|can|reach)\(|\bctx: (Visitor|Pick<)|\.worker\b/;
    const byName = Map.groupBy(functions, ({ name }) => name);
    const asked = (verb: Verb, seen: Set<string>): boolean => {
      if (asks.test(verb.body) || asks.test(verb.parameters)) return true;
      seen.add(verb.name);
      return [...verb.body.matchAll(/\b(\w+)\(/g)].some(
        ([, name = '']) => !seen.has(name) && (byName.get(name) ?? []).some((next) => asked(next, seen)),
      );
    };
    // What only db/ itself calls is a part of a verb that has asked.
    const outside = product
      .filter((file) => !file.startsWith('db/'))
      .map(codeOf)
      .join('\n');
    const wrong = functions.filter(
      (verb) =>
        verb.exported &&
        /^\s*ctx\b/.test(verb.parameters) &&
        new RegExp(`\\b${verb.name}\\b`).test(outside) &&
        !asked(verb, new Set()),
    );
    expect(
      wrong.map(({ file, name }) => `${file}: ${name} — demand(ctx, permission, subject) before anything is read`),
    ).toEqual([]);
  });

  it('look at the actor’s organisation', () => {
    const reads = verbFiles.filter((file) =>
      /\b(tx|db)\s*\.?\s*(select|insert|update|delete|execute)|\.(select|insert|update|delete)\(/.test(codeOf(file)),
    );
    const wrong = reads.filter(
      (file) => !/actor\.organisation\b|\{ organisation[^}]*\} = ctx\.actor|organisation_id/.test(codeOf(file)),
    );
    expect(wrong.map((file) => `${file} — every query filters by ctx.actor.organisation`)).toEqual([]);
  });

  it('write in one transaction, with its audit entry and its jobs in it', () => {
    const writes = /\b(audit|enqueue)\(\s*ctx\.db\b|\bctx\.db\s*\.\s*(insert|update|delete)\(/g;
    const wrong = functions.filter(({ body }) => [...body.matchAll(writes)].length > 1);
    expect(
      wrong.map(({ file, name }) => `${file}: ${name} — ctx.db.transaction(async (tx) => …), and tx inside it`),
    ).toEqual([]);
  });
});

describe('what is written of errors', () => {
  /** The words of calls that write: to a log, a console or the terminal; with all that stands between their brackets. */
  function writtenIn(file: string): string[] {
    const source = codeOf(file);
    return [
      ...source.matchAll(/\b(?:log(?:ger)?|console)\.(?:debug|info|warn|error|fatal)\(|\bstderr\.write\(|\bsay\(/g),
    ].map(({ index, 0: opening }) => {
      let depth = 1;
      let at = index + opening.length;
      while (depth > 0 && at < source.length) {
        if (source[at] === '(') depth++;
        if (source[at] === ')') depth--;
        at++;
      }
      return source.slice(index, at);
    });
  }
  /** What failure.ts has made of it may be written; the sentences of SettingsError; and what is wrong with a command. */
  const told =
    /\$\{error\.message\}\\n\\n\$\{USAGE\}|\bfailure(Of|Line)\(\w+\)|\berror instanceof SettingsError \? error\.message/g;
  const raw = /\b(err|error|reason|cause|refusal|thrown)\b(?!['(:])|\.(message|stack|detail|cause)\b|\bString\(/;

  it('passes by transcription/failure.ts, in every log, console and terminal', () => {
    const wrong = product
      .filter((file) => layerOf(file) !== 'web' && !file.startsWith('api/demo/'))
      .flatMap((file) =>
        writtenIn(file)
          .map((call) => call.replaceAll(/^[\w.]+\(/g, '').replaceAll(told, ''))
          .filter((call) => raw.test(call))
          .map((call) => `${file}: ${call} — failureOf(error): an error carries what customers said`),
      );
    expect(wrong).toEqual([]);
  });

  it('is not kept with jobs but by db/jobs.ts, and thrown no further than to it', () => {
    const wrong = product.filter((file) => /\bpgboss\.\w/.test(codeOf(file)) && file !== 'db/jobs.ts');
    expect(wrong).toEqual([]);
  });
});

describe('what is frozen', () => {
  const FROZEN = ['scorecard_version', 'evaluation', 'evaluation_criterion', 'audit_entry'];

  it('published scorecards, submitted evaluations and the audit are only added to', () => {
    const pattern = new RegExp(`\\.(update|delete)\\((${FROZEN.join('|')})\\)`);
    const wrong = product.filter((file) => pattern.test(codeOf(file)));
    expect(wrong.map((file) => `${file} — a revision is a new row that names the old one`)).toEqual([]);
  });

  it('deleting cascades nowhere but from a user to their sessions and accounts', () => {
    const cascades = product
      .filter((file) => file.startsWith('db/schema/'))
      .flatMap((file) =>
        [...codeOf(file).matchAll(/references\(\(\) => (\w+)\.id, \{ onDelete: '(\w+)' \}\)/g)].map(
          ([, table]) => `${file}: ${table}`,
        ),
      );
    expect(new Set(cascades)).toEqual(new Set(['db/schema/people.ts: user']));
    const others = product.filter(
      (file) => file.startsWith('db/schema/') && file !== 'db/schema/people.ts' && /onDelete/.test(codeOf(file)),
    );
    expect(others).toEqual([]);
  });
});

describe('files', () => {
  it('are named for what they are about', () => {
    const vague = files.filter(
      (file) =>
        /(^|\/)(utils?|lib|helpers?|shared|common|services?|misc|index)(\/|\.tsx?$)/.test(file) &&
        file !== 'test/support/shared.ts',
    );
    expect(vague.map((file) => `${file} — name it by the noun its lines are about`)).toEqual([]);
    const cased = files.filter(
      (file) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.tsx?$/.test(basename(file)) && !/^web\/words\//.test(file),
    );
    expect(cased.map((file) => `${file} — kebab-case`)).toEqual([]);
  });

  it('stay under 400 lines', () => {
    const long = product.filter((file) => (sources.get(file) ?? '').split('\n').length > 401);
    expect(long.map((file) => `${file} — past 400 lines it wants splitting`)).toEqual([]);
  });

  it('are no barrels', () => {
    const barrels = product.filter((file) => {
      const lines = codeOf(file)
        .split(';')
        .map((line) => line.trim())
        .filter(Boolean);
      return lines.length > 1 && lines.every((line) => /^export (type )?(\*|\{)[\s\S]*from/.test(line));
    });
    expect(barrels.filter((file) => file !== 'db/schema/tables.ts')).toEqual([]);
  });
});

describe('what the README and CONTRIBUTING name', () => {
  const FOLDERS = /^(api|db|scorecards|transcription|web|test|docs|\.ci)\//;

  it.each(['README.md', 'CONTRIBUTING.md'])('%s: every path is there', (document) => {
    const text = readFileSync(join(root, document), 'utf8');
    const quoted = [...text.matchAll(/`([^`\s]+)`/g)].map(([, path = '']) => path);
    const linked = [...text.matchAll(/\]\(([^)\s#]+)/g)]
      .map(([, path = '']) => path)
      .filter((path) => !/^[a-z]+:/.test(path));
    const paths = [...quoted.filter((path) => FOLDERS.test(path) && !/[*<>{}…]/.test(path)), ...linked];
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
