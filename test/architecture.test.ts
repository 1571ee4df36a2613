// The architecture rules as a test (CONTRIBUTING.md gives the reasons). A failure names the file and where its code
// should go.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { ts } from '@ts-morph/common';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

type Layer = 'scorecards' | 'transcription' | 'edges' | 'db' | 'api' | 'web' | 'processes' | 'test' | 'config';
type Import = { from: string; to: string; typeOnly: boolean };

/** Besides the files that stand in processes/ itself, the programs of their own. They are imported by nobody. */
const ENTRIES_ELSEWHERE = ['processes/demo/retranscribe.ts', 'web/first-load.ts', 'web/main.tsx'];

/** Outside processes/, what starts processes: ffmpeg. */
const STARTERS = ['transcription/sound/copy.ts', 'transcription/sound/ffmpeg.ts', 'transcription/sound/tracks.ts'];

/** Files of transcription/ that touch files, models or processes. Everything else there is pure. */
const EDGES = [
  'listening/decode.ts',
  'listening/recogniser.ts',
  'listening/listen.ts',
  'listening/vad.ts',
  'listening/whisper.ts',
  'models/download.ts',
  'models/folder.ts',
  'models/onnx.ts',
  'models/shipped.ts',
  'sound/audio.ts',
  'sound/bytes.ts',
  'sound/copy.ts',
  'sound/ffmpeg.ts',
  'sound/picture.ts',
  'sound/pcm-buffer.ts',
  'sound/temporary.ts',
  'sound/tracks.ts',
  'speakers/voiceprint.ts',
];

/** Where models are loaded and sound is decoded: in processes of their own, so that neither stalls the others. */
const LISTENERS = ['processes/child.ts', 'processes/transcribe.ts'];
/** Edges that only pass files on. */
const PASS_ON = /^transcription\/(models\/folder|sound\/(copy|picture|temporary))\.ts$/;

/** Pure files that wait for what they are handed: bytes, a decoder, a detector of speech, a recogniser. */
const WAIT_FOR_WHAT_THEY_ARE_HANDED = [
  'listening/intake',
  'listening/lane',
  'listening/leaks',
  'listening/checkpoints',
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

/** Each library is imported in one place: where that may be. */
const DOORS: [library: RegExp, doors: RegExp, name: string][] = [
  [/^@huggingface\/transformers/, /^transcription\/listening\/whisper\.ts$/, 'transcription/listening/whisper.ts'],
  [/^onnxruntime-/, /^transcription\/models\/onnx\.ts$/, 'transcription/models/onnx.ts'],
  [/^wavesurfer/, /^web\/audio\/waveform\.tsx$/, 'web/audio/waveform.tsx'],
  [/^@kobalte\//, /^web\/ui\//, 'web/ui/'],
  [/^drizzle-orm/, /^(db\/|drizzle\.config\.ts$)/, 'db/'],
  [/^postgres$/, /^(db\/database\/(client|bound)|processes\/embedded)\.ts$/, 'db/database/client.ts'],
  [/^@electric-sql\//, /^(db\/database\/embedded-session|processes\/embedded)\.ts$/, 'processes/embedded.ts'],
  [/^pg-boss/, /^db\/jobs\/jobs\.ts$/, 'db/jobs/jobs.ts'],
  [/^hono\/client$/, /^web\/server\/client\.ts$/, 'web/server/client.ts'],
  [/^(hono|@hono\/)/, /^(api\/|processes\/|web\/server\/client\.ts$)/, 'api/'],
  [/^better-auth/, /^api\/people\/session\.ts$/, 'api/people/session.ts'],
  [/^@better-auth\//, /^api\/people\/second-factor\.ts$/, 'api/people/second-factor.ts'],
  [/^hucre/, /^web\/files\/workbook\.ts$/, 'web/files/workbook.ts'],
  [/^jsonc-parser/, /^api\/http\/exact-json\.ts$/, 'api/http/exact-json.ts'],
  [/^pino/, /^(api|processes)\//, 'processes/'],
  [/^(solid-js|@solidjs\/|@tanstack\/|lucide-solid|@solid-primitives\/)/, /^(web\/|vite\.config\.ts$)/, 'web/'],
];

/** What every verb of db/ rests on. */
const GROUND =
  /^db\/((blobs|database|events|jobs|migrations)\/|people\/(visible|references)\.ts$|transcripts\/turns\.ts$|settings\/demonstration\.ts$)/;

/** Bare imports that scorecards/ lives on. */
const DECIDES_WITH = ['zod'];

// --- What is there -------------------------------------------------------------------------------------------------

const files = globSync('{api,db,processes,scorecards,transcription,web,test}/**/*.{ts,tsx}', { cwd: root })
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
  return EDGES.includes(file.slice('transcription/'.length)) ? 'edges' : 'transcription';
}

const isEntry = (file: string): boolean => /^processes\/[^/]+$/.test(file) || ENTRIES_ELSEWHERE.includes(file);

const product = files.filter((file) => !['test', 'config'].includes(layerOf(file)));
const shown = ({ from, to }: Import): string => `${from} imports ${to}`;

// --- The rules -----------------------------------------------------------------------------------------------------

describe('layers', () => {
  /** Whole means values and types; a layer that is missing may not be imported at all. */
  const MAY: Record<Exclude<Layer, 'test' | 'config'>, Partial<Record<Layer, 'whole' | 'types'>>> = {
    scorecards: { scorecards: 'whole' },
    transcription: { scorecards: 'types', transcription: 'whole' },
    edges: { scorecards: 'types', transcription: 'whole', edges: 'whole' },
    db: { scorecards: 'whole', transcription: 'whole', db: 'whole' },
    api: { scorecards: 'whole', transcription: 'whole', db: 'whole', api: 'whole' },
    // The types of what is sent and answered; the client alone knows the routers.
    web: { scorecards: 'whole', transcription: 'whole', api: 'types', web: 'whole' },
    processes: { scorecards: 'whole', transcription: 'whole', db: 'whole', api: 'whole', processes: 'whole' },
  };
  const ADVICE: Record<string, string> = {
    scorecards: 'scorecards/ decides from values in hand: pass the value in, and do the rest where it is called',
    transcription:
      'a pure file is handed what it needs: put the effect into an edge (EDGES in this test), the decision stays',
    edges: 'the edges know sound and models only: the worker writes to the database, the API speaks',
    db: 'db/ remembers: what speaks HTTP goes to api/, what is decided goes to scorecards/',
    api: 'api/ translates: SQL goes to a verb in db/, a decision to scorecards/',
    web: 'web/ speaks to people: it takes types from the contract in api/, and everything else through the routes (web/server/client.ts)',
    processes:
      'models are loaded by the child alone, which the worker starts as a process and talks to over its channel',
  };

  it('import only what the table allows', () => {
    const wrong = inside.flatMap((one) => {
      const [from, to] = [layerOf(one.from), layerOf(one.to)];
      if (from === 'test' || from === 'config') return [];
      if (from === 'scorecards' && one.to.startsWith('transcription/transcript/')) return [];
      if (to === 'edges' && (LISTENERS.includes(one.from) || (from === 'processes' && PASS_ON.test(one.to)))) return [];
      const may = MAY[from][to];
      if (may === 'whole' || (may === 'types' && one.typeOnly)) return [];
      return [`${shown(one)}${may === 'types' ? ' as a value' : ''} — ${ADVICE[from]}`];
    });
    expect(wrong).toEqual([]);
  });

  const isContract = (path: string): boolean => /^api\/[\w-]+\/([\w-]+-)?contract\.ts$/.test(path);

  it('web/ imports nothing from api/ except the contract; the client also imports the routers', () => {
    const wrong = inside.filter(
      ({ from, to }) =>
        layerOf(from) === 'web' && layerOf(to) === 'api' && !isContract(to) && from !== 'web/server/client.ts',
    );
    expect(wrong.map((one) => `${shown(one)} — ${ADVICE.web}`)).toEqual([]);
  });

  it('the contract is schemas alone: it rests on pure rules, and on zod', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        isContract(from) && !isContract(to) && to !== 'zod' && !['scorecards', 'transcription'].includes(layerOf(to)),
    );
    expect(wrong.map((one) => `${shown(one)} — a contract is read without anything happening`)).toEqual([]);
  });

  it('the kernel of the transcript imports nothing', () => {
    const isKernel = (path: string): boolean => path.startsWith('transcription/transcript/');
    expect(imports.filter(({ from, to }) => isKernel(from) && !isKernel(to)).map(shown)).toEqual([]);
  });

  it('leave files and processes of the machine to those who hold them', () => {
    const wrong = imports.filter(
      ({ from, to }) => to.startsWith('node:') && ['scorecards', 'transcription'].includes(layerOf(from)),
    );
    expect(wrong.map((one) => `${shown(one)} — ${ADVICE[layerOf(one.from)]}`)).toEqual([]);
    const inBrowser = imports.filter(
      ({ from, to }) => to.startsWith('node:') && layerOf(from) === 'web' && !isEntry(from),
    );
    expect(inBrowser.map((one) => `${shown(one)} — web/ runs in a browser`)).toEqual([]);
  });

  it('scorecards/ decides with nothing but zod', () => {
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

  it('no files import each other in a circle, and no folders', () => {
    expect(circlesOf(files, inside)).toEqual([]);
    const folderOf = (file: string): string => dirname(file);
    const between = inside
      .filter(({ from, to }) => layerOf(from) !== 'test' && folderOf(from) !== folderOf(to))
      .map(({ from, to }) => ({ from: folderOf(from), to: folderOf(to) }));
    expect(circlesOf([...new Set(product.map(folderOf))], between)).toEqual([]);
  });

  /** The ways that lead back to where they began. */
  function circlesOf(all: readonly string[], ways: readonly { from: string; to: string }[]): string[] {
    const next = Map.groupBy(ways, ({ from }) => from);
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const visit = (one: string, path: string[]): void => {
      if (state.get(one) === 'done') return;
      if (state.get(one) === 'open') {
        circles.push([...path.slice(path.indexOf(one)), one].join(' → '));
        return;
      }
      state.set(one, 'open');
      for (const { to } of next.get(one) ?? []) visit(to, [...path, one]);
      state.set(one, 'done');
    };
    for (const one of all) visit(one, []);
    return circles;
  }
});

describe('stages', () => {
  /**
   * The folders of each layer in the order of the work: imports point to the left. A text comes in as its own
   * transcript, in the same transaction, so transcripts stand before interactions. A submission is the moment a draft
   * becomes an evaluation with all that follows from it, so it stands behind everything it sets going.
   */
  const ORDER = {
    scorecards: [
      ...[
        'problems',
        'files',
        'calendar',
        'statistics',
        'people',
        'scorecard',
        'competencies',
        'transcripts',
        'interactions',
        'samples',
      ],
      ...['evaluations', 'coaching', 'calibration', 'events'],
    ],
    db: [
      ...['schema', 'database', 'blobs', 'events', 'jobs', 'migrations', 'people', 'competencies', 'scorecards'],
      ...['settings', 'transcripts', 'interactions', 'samples', 'evaluations', 'coaching', 'calibration'],
      ...['submission', 'reports'],
    ],
    api: [
      ...['http', 'people', 'competencies', 'scorecards', 'transcripts', 'interactions', 'samples', 'evaluations'],
      ...['coaching', 'calibration', 'reports', 'events', 'app'],
    ],
    web: [
      ...[
        'words',
        'address',
        'server',
        'files',
        'ui',
        'session',
        'audio',
        'shell',
        'people',
        'competencies',
        'scorecards',
        'transcripts',
        'interactions',
      ],
      ...['samples', 'evaluations', 'coaching', 'calibration', 'speech', 'reports', 'events'],
    ],
  } as const;
  type Ordered = keyof typeof ORDER;
  const ordered = Object.keys(ORDER) as Ordered[];

  /** What stands in web/ itself puts the pages together. */
  const ABOVE = /^web\/[^/]+$/;

  const SCHEMA: Record<string, string> = { columns: 'schema', copies: 'transcripts', speech: 'transcripts' };

  function stageOf(file: string): string | null {
    const [layer = '', folder = '', name = ''] = file.split('/');
    if (!(layer in ORDER) || name === '') return null;
    const noun = name.replace(/\.tsx?$/, '');
    return layer === 'db' && folder === 'schema' && noun !== 'tables' ? (SCHEMA[noun] ?? noun) : folder;
  }

  it('have a folder for every file', () => {
    const stray = product.filter((file) => {
      const layer = file.split('/')[0] as Ordered;
      return ordered.includes(layer) && !ABOVE.test(file) && !ORDER[layer].includes(stageOf(file) as never);
    });
    expect(
      stray.map((file) => `${file} — put it into the folder of the step of the work it serves; ORDER names them`),
    ).toEqual([]);
  });

  const later = (one: string, other: string): boolean => {
    const layer = one.split('/')[0] as Ordered;
    const place = (file: string): number => (ORDER[layer] as readonly string[]).indexOf(stageOf(file) ?? '');
    return ordered.includes(layer) && !ABOVE.test(one) && place(other) > place(one);
  };

  it('import upstream only', () => {
    const wrong = inside.filter(
      ({ from, to }) =>
        from.split('/')[0] === to.split('/')[0] &&
        !to.startsWith('db/schema/') &&
        later(from, to) &&
        layerOf(from) !== 'test',
    );
    expect(
      wrong.map(
        (one) =>
          `${shown(one)} — ${stageOf(one.to)} comes after ${stageOf(one.from)}: let it read what you wrote, or take a job you left`,
      ),
    ).toEqual([]);
  });

  /** A piece of work goes through several hands, and its draft with it. */
  const HANDED_ON: Record<string, string[]> = {
    review: ['evaluations', 'calibration', 'submission'],
    draft: ['samples', 'calibration', 'submission'],
    evaluation: ['submission'],
    evaluation_criterion: ['submission'],
    // Its settings are decided where they take effect.
    organisation: ['settings', 'transcripts', 'interactions'],
    // What lists ask of an interaction without looking into its transcript.
    interaction: ['transcripts'],
    // A text brought beside a recording is its transcript; a copy that can be played is a stored file.
    transcript: ['interactions'],
    transcription: ['interactions'],
    blob: ['transcripts'],
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
            !owner.has(table) || mine === theirs || GROUND.test(file) || HANDED_ON[table]?.includes(mine ?? '');
          return allowed ? [] : [`${file} writes ${table}, which is ${theirs}’s: add a row of your own instead`];
        }),
      );
    expect(wrong).toEqual([]);
  });

  it('tables refer upstream only', () => {
    const TABLES = [
      ...['columns', 'people', 'events', 'competencies', 'scorecards', 'interactions', 'transcripts', 'copies'],
      ...['speech', 'samples', 'evaluations', 'coaching', 'calibration', 'tables'],
    ];
    const place = (file: string): number => TABLES.indexOf(basename(file, '.ts'));
    const wrong = inside.filter(
      ({ from, to }) =>
        from.startsWith('db/schema/') && to.startsWith('db/schema/') && (place(from) < 0 || place(to) >= place(from)),
    );
    expect(wrong.map(shown)).toEqual([]);
  });
});

describe('dependencies', () => {
  it.each(DOORS)('%s is imported in one place only', (library, door, name) => {
    const wrong = imports.filter(({ from, to }) => library.test(to) && !from.startsWith('test/') && !door.test(from));
    // hono/client has its own rule; the rule for hono would exclude it.
    const meant = library.source.includes('hono|') ? wrong.filter(({ to }) => to !== 'hono/client') : wrong;
    expect(meant.map((one) => `${shown(one)} — its door is ${name}: ask there for what you need`)).toEqual([]);
  });
});

describe('entries', () => {
  it('exist, and nothing imports them', () => {
    expect(ENTRIES_ELSEWHERE.filter((file) => !sources.has(file))).toEqual([]);
    const wrong = inside.filter(({ from, to }) => isEntry(to) && !from.startsWith('test/'));
    expect(
      wrong.map((one) => `${shown(one)} — an entry is started as a process; what both need goes into a file beside it`),
    ).toEqual([]);
  });

  it('alone read the environment', () => {
    const wrong = product.filter((file) => !isEntry(file) && /\bprocess\.(env|argv)\b/.test(codeOf(file)));
    expect(
      wrong.map(
        (file) =>
          `${file} reads the environment — let an entry (a file that stands in processes/ itself) read it and hand the value on`,
      ),
    ).toEqual([]);
  });

  it('alone start processes, listen and end the program', () => {
    const starts = /from '(node:(child_process|cluster|worker_threads|http)|@hono\/node-server)'|\bprocess\.exit\(/;
    const wrong = product.filter(
      (file) =>
        layerOf(file) !== 'processes' && !isEntry(file) && !STARTERS.includes(file) && starts.test(codeOf(file)),
    );
    expect(wrong.map((file) => `${file} starts or ends something — that is for processes/`)).toEqual([]);
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

  it('write in one transaction, with its event and its jobs in it', () => {
    const writes = /\b(record|enqueue)\(\s*ctx\.db\b|\bctx\.db\s*\.\s*(insert|update|delete)\(/g;
    const wrong = functions.filter(({ body }) => [...body.matchAll(writes)].length > 1);
    expect(
      wrong.map(({ file, name }) => `${file}: ${name} — ctx.db.transaction(async (tx) => …), and tx inside it`),
    ).toEqual([]);
  });
});

describe('organisations', () => {
  it('are crossed in one file, by functions that say why', () => {
    const [door, crossing] = ['db/database/bound.ts', 'db/database/crossing.ts'];
    const others = product.filter((file) => ![door, crossing].includes(file) && /\bownerOf\b/.test(codeOf(file)));
    expect(others.map((file) => `${file} — find what it belongs to in ${crossing}, and go on bound to that`)).toEqual(
      [],
    );
    const unexplained = [
      ...(sources.get(crossing) ?? '').matchAll(/^(.*)\nexport (?:const|async function|function) (\w+)/gm),
    ]
      .filter(([, before = '']) => !before.endsWith('*/'))
      .map(([, , name]) => name);
    expect(unexplained).toEqual([]);
  });
});

describe('what is logged of errors', () => {
  /**
   * The words of calls that write: to a log, a console or the terminal; with all that stands between their brackets.
   */
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
  /**
   * What failure.ts has made of it may be written; the sentences of SettingsError; and what is wrong with a command.
   */
  const loggable =
    /\$\{error\.message\}\\n\\n\$\{USAGE\}|\bfailure(Of|Line)\(\w+\)|\berror instanceof SettingsError \? error\.message/g;
  const raw = /\b(err|error|reason|cause|refusal|thrown)\b(?!['(:])|\.(message|stack|detail|cause)\b|\bString\(/;

  it('passes by transcription/failure/failure.ts, in every log, console and terminal', () => {
    const wrong = product
      .filter((file) => layerOf(file) !== 'web' && !file.startsWith('processes/demo/'))
      .flatMap((file) =>
        writtenIn(file)
          .map((call) => call.replaceAll(/^[\w.]+\(/g, '').replaceAll(loggable, ''))
          .filter((call) => raw.test(call))
          .map((call) => `${file}: ${call} — failureOf(error): an error carries what customers said`),
      );
    expect(wrong).toEqual([]);
  });

  it('is not kept with jobs but by db/jobs/jobs.ts, and thrown no further than to it', () => {
    const wrong = product.filter(
      (file) => /\bpgboss\.\w/.test(codeOf(file)) && !['db/jobs/jobs.ts', 'db/database/crossing.ts'].includes(file),
    );
    expect(wrong).toEqual([]);
  });
});

describe('frozen files', () => {
  const FROZEN = ['scorecard_version', 'evaluation', 'evaluation_criterion', 'event', 'event_seal'];

  it('published scorecards, submitted evaluations and events are only added to', () => {
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
    const vague = files.filter((file) =>
      /(^|\/)(utils?|lib|helpers?|shared|common|services?|misc|index)(\/|\.tsx?$)/.test(file),
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

  it('have functions of 60 lines at most', { timeout: 60_000 }, () => {
    // Biome's rule applies while typing; it ignores the lines between tags, which are most of a component.
    const long = product
      .filter((file) => (sources.get(file) ?? '').split('\n').length > 60)
      .flatMap((file) => longFunctionsOf(file, 60));
    expect(long.map((where) => `${where} — take it apart by what its parts mean, and name them`)).toEqual([]);
  });

  function longFunctionsOf(file: string, most: number): string[] {
    const tree = ts.createSourceFile(file, sources.get(file) ?? '', ts.ScriptTarget.Latest, true);
    const found: string[] = [];
    const lineAt = (position: number): number => tree.getLineAndCharacterOfPosition(position).line + 1;
    const visit = (node: ts.Node): void => {
      const [first, last] = [lineAt(node.getStart(tree)), lineAt(node.end)];
      if (last - first < most) return;
      if (ts.isFunctionLike(node)) found.push(`${file}:${first} has ${last - first + 1} lines`);
      node.forEachChild(visit);
    };
    visit(tree);
    return found;
  }

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
  const FOLDERS = /^(api|db|processes|scorecards|transcription|web|test|docs|\.ci)\//;

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
