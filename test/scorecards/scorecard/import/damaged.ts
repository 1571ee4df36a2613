// Files that are no scorecards: broken, cut off, hostile, or filled in wrongly. Each kind has a name and the place at which
// it is refused: a line, a path, or the file as a whole where it has none.
import type { Draft } from '../../../../scorecards/scorecard/definition.ts';
import { type FileFault, fileOf } from '../../../../scorecards/scorecard/file.ts';
import { LIBRARY } from '../../../../scorecards/scorecard/library.ts';
import { LIBRARY_1_STORED } from '../../../../scorecards/scorecard/library-1.ts';

export type DamagedFile = {
  kind: string;
  file: { text: string } | { cells: string[][] };
  name: string;
  /** `line 3`, `path sections[0].id`, `whole`. */
  place: string;
};

/** The smallest scorecard with a criterion, condition, root cause and scale of every kind. */
const SMALL = ((): Draft => {
  const [vg] = LIBRARY;
  const text = { en: 'Words', zh: '文字' };
  const [criterion] = vg!.sections[0]!.criteria;
  const scales = [
    {
      type: 'choice',
      options: [
        { key: 'yes', label: text, value_bp: 10_000, fails: null },
        { key: 'no', label: text, value_bp: 0, fails: 'section' },
      ],
    },
    { type: 'checklist', items: [{ key: 'a', label: text }] },
    { type: 'number', worst: 0, best: 5 },
    { type: 'ranges', least: 0, ranges: [{ up_to: 5, label: null, value_bp: 10_000 }] },
  ];
  const criteria = scales.map((scale, i) => ({
    ...criterion!,
    id: `c${i}`,
    scale,
    shown_when: i === 0 ? null : { all: [{ criterion: 'c0', is: ['yes'] }, { not: { channel: ['chat'] } }] },
    comment: i === 0 ? { required_with: ['no'] } : 'optional',
  }));
  const section = { id: 's', name: text, kind: 'weighted', weight: null, criteria };
  return {
    ...vg!,
    root_causes: [{ key: 'process', name: text, causes: [{ key: 'rule', name: text }] }],
    sections: [section],
  } as Draft;
})();

const TEXT = JSON.stringify(fileOf(SMALL, '/schema.json'), null, 2);
/** The line of the whole text on which something stands first, from 1. */
const lineOf = (text: string, sought: string): number => text.slice(0, text.indexOf(sought)).split('\n').length;

const json = (kind: string, text: string, place: string): DamagedFile => ({
  kind,
  file: { text },
  name: 'card.json',
  place,
});
const table = (kind: string, text: string, place: string): DamagedFile => ({
  kind,
  file: { text },
  name: 'card.csv',
  place,
});
const cells = (kind: string, rows: string[][], place: string): DamagedFile => ({
  kind,
  file: { cells: rows },
  name: 'card.xlsx',
  place,
});

/** The file with one place of its text replaced. */
function broken(kind: string, sought: string, by: string, place?: string): DamagedFile {
  if (!TEXT.includes(sought)) throw new Error(`${sought} is not in the file`);
  return json(
    kind,
    TEXT.replace(sought, () => by),
    place ?? `line ${lineOf(TEXT, sought)}`,
  );
}

const LINES = TEXT.split('\n');
const cutAt = (line: number) => LINES.slice(0, line).join('\n');

const SYNTAX: DamagedFile[] = [
  json('an empty file', '', 'whole'),
  json('nothing but blanks', ' \n\t \n', 'whole'),
  json('nothing but a byte order mark', '\uFEFF', 'whole'),
  json('an open bracket alone', '{', 'line 1'),
  json('two scorecards one behind the other', `${TEXT}\n${TEXT}`, `line ${LINES.length + 1}`),
  json('something behind the end', `${TEXT}\n;`, `line ${LINES.length + 1}`),
  json('an export in a code block', `\`\`\`json\n${TEXT}\n\`\`\``, 'line 1'),
  json('a script that assigns it', `const card = ${TEXT};`, 'line 1'),
  json('YAML', 'attune: scorecard\nscorecard:\n  id: VG\n', 'line 1'),
  json('XML', '<?xml version="1.0"?><scorecard id="VG"/>', 'line 1'),
  json('a page of HTML', '<!doctype html>\n<title>Sign in</title>\n', 'line 1'),
  json('a word', 'scorecard', 'line 1'),
  json('UTF-16 read as something else', [...TEXT.slice(0, 400)].join('\0'), 'line 1'),
  json('cut off in its first line', TEXT.slice(0, 1), 'line 1'),
  json('cut off after a comma', cutAt(10), 'line 10'),
  json(
    'cut off in the middle',
    TEXT.slice(0, TEXT.length / 2),
    `line ${TEXT.slice(0, TEXT.length / 2).split('\n').length}`,
  ),
  json('cut off before the last bracket', cutAt(LINES.length - 1), `line ${LINES.length - 1}`),
  json('cut off within a text', TEXT.slice(0, TEXT.indexOf('"Words"') + 4), `line ${lineOf(TEXT, '"Words"')}`),
  json('NUL within a text', TEXT.replace('"Words"', '"Wo\0rds"'), `line ${lineOf(TEXT, '"Words"')}`),
  json('a line break within a text', TEXT.replace('"Words"', '"Wo\nrds"'), `line ${lineOf(TEXT, '"Words"')}`),
  json('a tab within a text', TEXT.replace('"Words"', '"Wo\trds"'), `line ${lineOf(TEXT, '"Words"')}`),
  broken('a comma before a closing bracket', '"attune": "scorecard",', '"attune": "scorecard",,'),
  json('a comma at the end of a list', TEXT.replace(/\n {2}\}\n\}$/, '\n  },\n}'), `line ${LINES.length}`),
  broken(
    'a missing comma',
    '"attune": "scorecard",',
    '"attune": "scorecard"',
    `line ${lineOf(TEXT, '"scorecard": {')}`,
  ),
  broken('a missing colon', '"attune": "scorecard"', '"attune" "scorecard"'),
  broken('a semicolon for a comma', '"attune": "scorecard",', '"attune": "scorecard";'),
  broken('an equals sign for a colon', '"attune": "scorecard"', '"attune" = "scorecard"'),
  broken('single quotes', '"attune": "scorecard"', "'attune': 'scorecard'"),
  broken('curly quotes', '"attune": "scorecard"', '“attune”: “scorecard”'),
  broken('a name without quotes', '"attune": "scorecard"', 'attune: "scorecard"'),
  broken('a comment of a line', '"attune"', '// ours\n"attune"'),
  broken('a comment between', '"attune"', '/* ours */ "attune"'),
  broken('a hash comment', '"attune"', '# ours\n"attune"'),
  broken('True', '"bonus": false', '"bonus": False'),
  broken('undefined', '"bonus": false', '"bonus": undefined'),
  broken('a value left out', '"bonus": false', '"bonus": '),
  broken('a number with a plus', '"weight": 5', '"weight": +5'),
  broken('a number with a zero before it', '"weight": 5', '"weight": 05'),
  broken('a hexadecimal number', '"weight": 5', '"weight": 0x5'),
  broken('a number that ends in a point', '"weight": 5', '"weight": 5.'),
  broken('a number with thousands', '"weight": 5', '"weight": 1_000'),
  broken('an escape that is none', '"Words"', '"Wo\\xrds"'),
  broken('half of an escape', '"Words"', '"Wo\\u12"'),
  broken(
    'brackets of the wrong kind',
    '"required_with": [',
    '"required_with": {',
    `line ${lineOf(TEXT, '"required_with"') + 2}`,
  ),
  broken('NaN', '"weight": 5', '"weight": NaN', 'path sections[0].criteria[0].weight'),
  broken('Infinity', '"weight": 5', '"weight": Infinity', 'path sections[0].criteria[0].weight'),
  broken('−Infinity', '"weight": 5', '"weight": -Infinity', `line ${lineOf(TEXT, '"weight": 5')}`),
  broken('a number beyond all numbers', '"weight": 5', '"weight": 1e999', 'path sections[0].criteria[0].weight'),
  broken(
    'a number with too many digits',
    '"weight": 5',
    '"weight": 123456789012345678901',
    'path sections[0].criteria[0].weight',
  ),
  broken('half a character', '"Words"', '"\\ud800"', 'path root_causes[0].name.en'),
  broken('NUL as an escape', '"Words"', '"\\u0000"', 'path root_causes[0].name.en'),
  broken('a field twice', '"bonus": false', '"bonus": false, "bonus": true', 'path sections[0].criteria[0].bonus'),
  broken('the scorecard twice', '"attune": "scorecard"', '"scorecard": {}, "attune": "scorecard"', 'path scorecard'),
  broken('what it is twice', '"attune": "scorecard"', '"attune": "scorecard", "attune": "scorecard"', 'path attune'),
];

const NESTED = 50_000;
const HOSTILE: DamagedFile[] = [
  json('nested in lists without end', '['.repeat(NESTED), 'whole'),
  json('nested in objects without end', '{"a":'.repeat(NESTED), 'whole'),
  json('nested and closed', `${'['.repeat(NESTED)}${']'.repeat(NESTED)}`, 'whole'),
  broken(
    'a condition nested too deeply',
    '"shown_when": null',
    `"shown_when": ${'{"not":'.repeat(100)}{"channel":["chat"]}${'}'.repeat(100)}`,
    'whole',
  ),
  json('more values than anyone writes', `[${'0,'.repeat(300_000)}0]`, 'whole'),
  json(
    'more sections than anyone writes',
    JSON.stringify({ ...SMALL, sections: Array(20_000).fill({}) }),
    'path sections',
  ),
  json('a text of a megabyte', JSON.stringify({ ...SMALL, name: { en: 'x'.repeat(1_000_000) } }), 'path name.en'),
  json(
    'a name of a field of a megabyte',
    JSON.stringify({ ...SMALL, ['x'.repeat(1_000_000)]: 1 }),
    `path ${'x'.repeat(60)}`,
  ),
  json('a thousand brackets in a text', JSON.stringify({ ...SMALL, id: '['.repeat(1000) }), 'path id'),
  json('a prototype', TEXT.replace('"attune"', '"__proto__": {"polluted": true}, "attune"'), 'path __proto__'),
  json(
    'a prototype within',
    TEXT.replace('"bonus": false', '"__proto__": {"bonus": true}, "bonus": false'),
    'path sections[0].criteria[0].__proto__',
  ),
  json(
    'a prototype among languages',
    TEXT.replace('"en": "Words"', '"__proto__": "Words", "en": "Words"'),
    'path root_causes[0].name.__proto__',
  ),
  json('a constructor', TEXT.replace('"attune"', '"constructor": {"prototype": {}}, "attune"'), 'path constructor'),
  json(
    'a constructor within',
    TEXT.replace('"bonus": false', '"constructor": 1, "bonus": false'),
    'path sections[0].criteria[0].constructor',
  ),
  json(
    'toString',
    TEXT.replace('"bonus": false', '"toString": 1, "bonus": false'),
    'path sections[0].criteria[0].toString',
  ),
  json('__proto__ as an id', JSON.stringify({ ...SMALL, id: '__proto__' }), 'path id'),
  json('a path out of a folder as an id', JSON.stringify({ ...SMALL, id: '../../etc/passwd' }), 'path id'),
  json('a header as an id', JSON.stringify({ ...SMALL, id: 'VG"\r\nset-cookie: a=b' }), 'path id'),
  json('SQL as an id', JSON.stringify({ ...SMALL, id: "x'; drop table scorecard" }), 'path id'),
  table('an open quote over the whole file', `Question,Points\n"One,1\n${'Two,1\n'.repeat(2000)}`, 'line 2'),
  table('a cell of a megabyte', `Question\n${'x'.repeat(1_000_000)}\n`, 'line 2'),
  table('a row of a hundred thousand cells', `Question\nA${',x'.repeat(100_000)}\n`, 'line 2'),
  table('names of ten thousand columns', `${'Question,'.repeat(10_000)}\nA\n`, 'line 1'),
  table('ten thousand rows', `Question\n${'A\n'.repeat(10_000)}`, 'whole'),
  table('a row of quotes', `Question\n${'"'.repeat(100_001)}\n`, 'line 2'),
  table('NUL in a table', 'Question,Points\nA\0B,1\n', 'whole'),
  table('options without end', `Question,Options\nA,${'x|'.repeat(1900)}\n`, 'line 2'),
  table('one option of nothing but blanks between letters', `Question,Options\nA,n${' '.repeat(3900)}b\n`, 'line 2'),
  cells(
    'cells of nothing but #REF!',
    [
      ['Question', 'Points'],
      ['#REF!', '#REF!'],
    ],
    'line 2',
  ),
  cells(
    'a formula that was never computed',
    [
      ['Question', 'Points'],
      ['One', '#FORMULA!'],
    ],
    'line 2',
  ),
  cells('half a character in a cell', [['Question'], ['\udc00']], 'line 2'),
  cells('NUL in a cell', [['Question'], ['A\0']], 'line 2'),
  cells('no cells with anything in them', [['', ''], [' ']], 'whole'),
  cells('a sheet of names alone', [['Section', 'Question', 'Points']], 'whole'),
  cells(
    'a merged title and no columns',
    [
      ['Quality 2026', 'Quality 2026'],
      ['One', '5'],
    ],
    'line 1',
  ),
];

/** Places of the small scorecard, and what they cannot be. */
const WRONG: [way: string, value: unknown][] = [
  ['id', null],
  ['id', 7],
  ['id', ''],
  ['id', 'two words'],
  ['id', '评分表'],
  ['id', 'x'.repeat(41)],
  ['leading', 'English'],
  ['leading', ['en']],
  ['name', 'VG'],
  ['name', ['VG']],
  ['name.en', 1],
  ['name.en', null],
  ['purpose', 'For calls'],
  ['rationale', 5],
  ['channel', 'fax'],
  ['channel', ['voice']],
  ['critical_policy', 'ignore'],
  ['method', 'guess'],
  ['method', undefined],
  ['not_applicable', true],
  ['section_threshold', 70],
  ['section_threshold.value_bp', 10_001],
  ['section_threshold.value_bp', '7000'],
  ['section_threshold.min_weight', -1],
  ['root_causes', {}],
  ['root_causes[0].key', 'a b'],
  ['root_causes[0].causes', null],
  ['root_causes[0].causes[0].name', 'x'],
  ['sections', {}],
  ['sections', null],
  ['sections[0]', 'A'],
  ['sections[0].id', 1.5],
  ['sections[0].kind', 'deduct'],
  ['sections[0].weight', 0],
  ['sections[0].weight', '5'],
  ['sections[0].criteria', 'none'],
  ['sections[0].criteria[0]', null],
  ['sections[0].criteria[0].id', 'a.b'],
  ['sections[0].criteria[0].text', null],
  ['sections[0].criteria[0].text.zh', 'x'.repeat(4001)],
  ['sections[0].criteria[0].guidance', 'Listen'],
  ['sections[0].criteria[0].guidance.good', 'Hello'],
  ['sections[0].criteria[0].weight', -1],
  ['sections[0].criteria[0].weight', 1001],
  ['sections[0].criteria[0].weight', 2.5],
  ['sections[0].criteria[0].weight', '5'],
  ['sections[0].criteria[0].bonus', 'yes'],
  ['sections[0].criteria[0].scale', 'yes/no'],
  ['sections[0].criteria[0].scale.type', 'stars'],
  ['sections[0].criteria[0].scale.options', 'Yes|No'],
  ['sections[0].criteria[0].scale.options[0].key', ''],
  ['sections[0].criteria[0].scale.options[1].value_bp', 0.5],
  ['sections[0].criteria[0].scale.options[1].fails', 'everything'],
  ['sections[0].criteria[0].scale.options[1].label', 'No'],
  ['sections[0].criteria[1].scale.items[0]', 'a'],
  ['sections[0].criteria[2].scale.worst', null],
  ['sections[0].criteria[2].scale.best', 2.5],
  ['sections[0].criteria[3].scale.least', '0'],
  ['sections[0].criteria[3].scale.ranges[0].up_to', {}],
  ['sections[0].criteria[3].scale.ranges[0].label', 'x'],
  ['sections[0].criteria[0].not_applicable', false],
  ['sections[0].criteria[0].critical', 'fatal'],
  ['sections[0].criteria[0].competency', 'two words'],
  ['sections[0].criteria[0].comment', 'always'],
  ['sections[0].criteria[0].comment.required_with', 'no'],
  ['sections[0].criteria[1].evidence', true],
  ['sections[0].criteria[0].cause', null],
  ['sections[0].criteria[0].starts_as', {}],
  ['sections[0].criteria[1].shown_when', 'always'],
  ['sections[0].criteria[1].shown_when', {}],
  ['sections[0].criteria[1].shown_when.all[0].is', 'yes'],
  ['sections[0].criteria[1].shown_when.all[1].not.channel', 'chat'],
  ['sections[0].criteria[1].shown_when.all', [null]],
];

const UNKNOWN = [
  '',
  'section_threshold',
  'root_causes[0]',
  'root_causes[0].causes[0]',
  'sections[0]',
  'sections[0].criteria[0]',
  'sections[0].criteria[0].guidance',
  'sections[0].criteria[0].scale',
  'sections[0].criteria[0].scale.options[0]',
  'sections[0].criteria[1].scale.items[0]',
  'sections[0].criteria[3].scale.ranges[0]',
];

type Json = Record<string, unknown>;
const partsOf = (way: string): string[] => way.split(/[.[\]]+/).filter((part) => part !== '');

function changed(value: unknown, [first, ...rest]: readonly string[], to: (before: unknown) => unknown): unknown {
  if (first === undefined) return to(value);
  if (Array.isArray(value)) return value.map((one, i) => (String(i) === first ? changed(one, rest, to) : one));
  return { ...(value as Json), [first]: changed((value as Json)[first], rest, to) };
}

/** Where something is missing, its place is named, which is further in. */
const PLACES: Record<string, string> = {
  'sections[0].criteria[1].shown_when {}': 'sections[0].criteria[1].shown_when.channel',
  'sections[0].criteria[1].shown_when.all [null]': 'sections[0].criteria[1].shown_when.all[0]',
};
const shown = (value: unknown): string => (JSON.stringify(value) ?? 'left out').slice(0, 30);

const VALUES: DamagedFile[] = [
  ...WRONG.map(([way, value]) =>
    json(
      `${way} is ${shown(value)}`,
      JSON.stringify(fileOf(changed(SMALL, partsOf(way), () => value) as Draft, '/s')),
      `path ${PLACES[`${way} ${shown(value)}`] ?? way}`,
    ),
  ),
  ...UNKNOWN.map((way) =>
    json(
      `a field nobody knows in ${way || 'the scorecard'}`,
      JSON.stringify(changed(SMALL, partsOf(way), (before) => ({ ...(before as Json), extra: 1 }))),
      `path ${way === '' ? 'extra' : `${way}.extra`}`,
    ),
  ),
  json('a newer format', JSON.stringify({ ...SMALL, format: 3 }), 'path format'),
  json('a format in words', JSON.stringify({ ...SMALL, format: 'two' }), 'path format'),
  json('a file of something else', JSON.stringify({ attune: 'plan', scorecard: SMALL }), 'path attune'),
  json('a file without a scorecard', JSON.stringify({ attune: 'scorecard' }), 'path scorecard'),
  json('a list of scorecards', JSON.stringify([SMALL, SMALL]), 'path '),
  json('a scorecard in quotes', JSON.stringify(JSON.stringify(SMALL)), 'path '),
  json('null', 'null', 'path '),
  json('a number', '42', 'path '),
  json('an object of something else', '{"interactions":[{"id":1}]}', 'path '),
  json(
    'the older format with a field it did not have',
    JSON.stringify({ ...LIBRARY_1_STORED[0]!, extra: 1 }),
    'path extra',
  ),
  json(
    'the older format with a threshold above everything',
    JSON.stringify({ ...LIBRARY_1_STORED[0]!, section_threshold_bp: 10_001 }),
    'path section_threshold_bp',
  ),
];

const HEAD = 'Section,Question,Points,Type,Options,Critical,Comment required,N/A allowed,Description,ID';
const row = (
  more: Partial<
    Record<
      'section' | 'question' | 'points' | 'type' | 'options' | 'critical' | 'comment' | 'na' | 'description' | 'id',
      string
    >
  >,
) => {
  const {
    section = 'A',
    question = 'One',
    points = '5',
    type = '',
    options = '',
    critical = '',
    comment = '',
    na = '',
    description = '',
    id = '',
  } = more;
  const quoted = [section, question, points, type, options, critical, comment, na, description, id].map(
    (cell) => `"${cell.replaceAll('"', '""')}"`,
  );
  return quoted.join(',');
};
const withRow = (kind: string, more: Parameters<typeof row>[0], place = 'line 3') =>
  table(kind, `${HEAD}\n${row({ question: 'Before' })}\n${row(more)}\n`, place);

const TABLES: DamagedFile[] = [
  withRow('points below 0', { points: '-5' }),
  withRow('points in words', { points: 'five' }),
  withRow('a range of points', { points: '0-5' }),
  withRow('points with three decimals', { points: '1.125' }),
  withRow('points with thousands', { points: '1,000' }),
  withRow('points above what a weight can be', { points: '1001' }),
  withRow('points that are a formula', { points: '=2+3' }),
  withRow('points with a plus', { points: '+5' }),
  withRow('points in percent among others', { points: '50%' }),
  withRow('points left out', { points: '' }),
  withRow('points that are a date', { points: '2026-01-05' }),
  withRow('points shortened by a spreadsheet', { points: '1.2E+15' }),
  withRow('points a spreadsheet could not show', { points: '########' }),
  withRow('two numbers of points', { points: '5 5' }),
  withRow('points of NaN', { points: 'NaN' }),
  withRow('no question', { question: '' }),
  withRow('a question that is too long', { question: 'x'.repeat(4001) }),
  withRow('a section that is too long', { section: 'x'.repeat(4001) }),
  withRow('a description that is too long', { description: '说'.repeat(4001) }),
  withRow('half a character in a question', { question: 'A\ud83d' }),
  withRow('an unknown type', { type: 'stars' }),
  withRow('a choice without options', { type: 'choice' }),
  withRow('a checklist without options', { type: 'checklist' }),
  withRow('options of a date', { type: 'date', options: 'Yes|No' }),
  withRow('options of a text', { type: 'text', options: 'Yes|No' }),
  withRow('a number with a range in words', { type: 'number', options: 'low to high' }),
  withRow('a number from nothing', { type: 'number', points: '0' }),
  withRow('one option', { options: 'Yes' }),
  withRow('one option and N/A', { options: 'Yes|N/A' }),
  withRow('ten options', { options: 'A|B|C|D|E|F|G|H|I|J' }),
  withRow('an option twice', { options: 'Yes|No|YES' }),
  withRow('points for some options', { options: 'Yes=5|Partly|No=0' }),
  withRow('an option below 0', { options: 'Yes=5|No=-5' }),
  withRow('options worth nothing', { options: 'Yes=0|No=0' }),
  withRow('an option above 100 %', { options: 'Yes=150%|No=0%' }),
  withRow('options in percent and points', { options: 'Yes=100%|No=0' }),
  withRow('a checklist of too many', {
    type: 'checklist',
    options: Array.from({ length: 21 }, (_, i) => `I${i}`).join('|'),
  }),
  withRow('a date a spreadsheet made of 1-5', { options: '01.05.2026' }),
  withRow('critical for nobody known', { critical: 'galaxy' }),
  withRow('a comment perhaps', { comment: 'sometimes' }),
  withRow('N/A perhaps', { na: 'maybe' }),
  withRow('an id with a point', { id: '1.1' }),
  withRow('an id that is too long', { id: 'x'.repeat(41) }),
  withRow('an id in Chinese', { id: '一' }),
  withRow('__proto__ as the id of a criterion', { id: '__proto__' }),
  table('an id twice', `${HEAD}\n${row({ id: 'Q1' })}\n${row({ id: 'Q1' })}\n`, 'line 3'),
  table('a first row without a section', `${HEAD}\n${row({ section: '' })}\n`, 'line 2'),
  table('a cell more than there are columns', `${HEAD}\n${row({})},more\n`, 'line 2'),
  table('an unquoted comma in a question', 'Section,Question,Points\nA,Greets, and thanks,5\n', 'line 2'),
  table('text behind a quote', 'Section,Question\nA,"One" two\n', 'line 2'),
  table('a quote that never closes', 'Section,Question\nA,"One\nB,Two\n', 'line 2'),
  table('no names of columns', 'A,Greets,5\nA,Thanks,5\n', 'line 1'),
  table('columns nobody knows', 'Alpha,Beta\n1,2\n', 'line 1'),
  table('points and no questions', 'Section,Points\nA,5\n', 'line 1'),
  table('two columns of questions', 'Section,Question,Item\nA,One,Two\n', 'line 1'),
  table('two columns of points', 'Question,Weight,Score\nOne,5,5\n', 'line 1'),
  table('columns and nothing below', `${HEAD}\n`, 'whole'),
  table('nothing but a total', 'Section,Question,Points\nTotal,,100\n', 'whole'),
  table('nothing but headings', 'Section,Question,Points\nA,,\nB,,\n', 'whole'),
  table(
    'a hundred and one sections',
    `Section,Question\n${Array.from({ length: 101 }, (_, i) => `S${i},Q`).join('\n')}\n`,
    'line 102',
  ),
  table(
    'a section of four hundred and one',
    `Section,Question\n${Array.from({ length: 401 }, (_, i) => `S,Q${i}`).join('\n')}\n`,
    'line 402',
  ),
  table('decimals that make other points too large', 'Question,Points\nOne,0.25\nTwo,11\n', 'line 3'),
  table('a letter', 'Dear customer,\n\nthank you for your call.\n', 'line 1'),
  table(
    'metadata of recordings',
    'file,external_id,agent,channel,started_at\na.wav,1,E1,voice,2026-01-01T00:00:00Z\n',
    'line 1',
  ),
  table(
    'a chat',
    'external_id,agent,channel,started_at,speaker,text\n1,E1,chat,2026-01-01T00:00:00Z,agent,Hello\n',
    'line 1',
  ),
  table('a picture read as text', '\u0089PNG\r\n\u001a\n', 'line 1'),
];

export const DAMAGED: readonly DamagedFile[] = [...SYNTAX, ...HOSTILE, ...VALUES, ...TABLES];

/** Where a refusal says the file is wrong, first of all. */
export function placeOf({ params, detail }: { params: Record<string, string | number>; detail: unknown }): string {
  const [first] = (detail as { problems?: FileFault[] } | null)?.problems ?? [];
  if (first) return first.path === null ? `line ${first.line}` : `path ${first.path}`;
  return params.line === undefined ? 'whole' : `line ${params.line}`;
}
