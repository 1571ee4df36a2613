import { describe, expect, it } from 'vitest';
import { measureCall, measureText } from '../../../transcription/text/measures/measures.ts';
import type { SpeakerMethod, Turn } from '../../../transcription/transcript/transcript.ts';
import {
  evidenceAt,
  evidenceOf,
  findIn,
  momentOf,
  namedByFile,
  notesOf,
  numberEvidence,
  overlapsOf,
  placeWords,
  quoteOf,
  runsOf,
  tellsByVoice,
  turnsPastEnd,
} from '../../../web/transcripts/view.ts';

/** A turn whose words take 500 ms each. */
function spoken(text: string, start_ms: number, of: Partial<Turn> = {}, split = / /): Turn {
  const words = text
    .split(split)
    .filter(Boolean)
    .map((word, i) => ({
      text: word,
      start_ms: start_ms + i * 500,
      end_ms: start_ms + i * 500 + 400,
      confidence: word.endsWith('?') ? 0.2 : 0.9,
    }));
  return {
    speaker: 'agent',
    channel: 0,
    start_ms,
    end_ms: words.at(-1)?.end_ms ?? start_ms,
    text,
    confidence: 0.9,
    words,
    ...of,
  };
}
const typed = (text: string, start_ms: number, speaker: Turn['speaker']): Turn => ({
  speaker,
  channel: 0,
  start_ms,
  end_ms: start_ms,
  text,
  confidence: null,
  words: [],
});
const joined = (turn: Turn, evidence: Parameters<typeof runsOf>[2]) =>
  runsOf(turn, 0, evidence).map((run) => [run.n, run.pieces.map((piece) => piece.text).join('')]);

describe('the pieces of a turn', () => {
  it('joined again are the text, whatever is marked', () => {
    const turn = spoken('What is the order number?', 1000);
    const evidence = numberEvidence([
      { criterion: 'a', evidence: [{ turn: 0, start_ms: 1500, end_ms: 2400, quote: 'is the' }] },
    ]);
    expect(
      runsOf(turn, 0, evidence)
        .flatMap((run) => run.pieces.map((piece) => piece.text))
        .join(''),
    ).toBe(turn.text);
    expect(joined(turn, evidence)).toEqual([
      [null, 'What '],
      [1, 'is the'],
      [null, ' order number?'],
    ]);
  });

  it('finds Chinese words, which have no spaces between them', () => {
    const turn = spoken('你好，请讲。', 0, {}, /(?<=[你请]好?，?)(?=[请讲好])/);
    expect(placeWords(turn).every((place) => place.to > place.from)).toBe(true);
    expect(
      runsOf(turn, 0, [])
        .flatMap((run) => run.pieces.map((piece) => piece.text))
        .join(''),
    ).toBe('你好，请讲。');
  });

  it('dots the words the recogniser was unsure of', () => {
    const pieces = runsOf(spoken('Yes really?', 0), 0, [])[0]?.pieces ?? [];
    expect(pieces.filter((piece) => piece.low).map((piece) => piece.text)).toEqual(['really?']);
  });

  it('marks typed text by its words, because it has no times', () => {
    const turn = typed('Where is my order? Hello?', 0, 'customer');
    const evidence = numberEvidence([
      { criterion: 'a', evidence: [{ turn: 0, start_ms: 0, end_ms: 0, quote: 'Hello?' }] },
    ]);
    expect(joined(turn, evidence)).toEqual([
      [null, 'Where is my order? '],
      [1, 'Hello?'],
    ]);
  });

  it('marks no words for a moment in a silence', () => {
    const evidence = numberEvidence([
      { criterion: 'a', evidence: [{ turn: null, start_ms: 0, end_ms: 9000, quote: '' }] },
    ]);
    expect(joined(spoken('Still here', 0), evidence)).toEqual([[null, 'Still here']]);
  });
});

describe('numbers of evidence', () => {
  const moment = (start_ms: number) => ({ turn: 0, start_ms, end_ms: start_ms + 500, quote: `at ${start_ms}` });

  it('go with the conversation, not with the form', () => {
    const numbered = numberEvidence([
      { criterion: 'first', evidence: [moment(5000)] },
      { criterion: 'second', evidence: [moment(1000)] },
    ]);
    expect(numbered.map((one) => [one.n, one.start_ms])).toEqual([
      [1, 1000],
      [2, 5000],
    ]);
  });

  it('are one for the same moment under two criteria', () => {
    const numbered = numberEvidence([
      { criterion: 'a', evidence: [moment(1000)] },
      { criterion: 'b', evidence: [moment(1000)] },
    ]);
    expect(numbered).toHaveLength(1);
    expect(numbered[0]?.criteria).toEqual(['a', 'b']);
  });
});

describe('selecting words', () => {
  const turns = [
    spoken('The parcel was damaged', 1000),
    spoken('Oh no that is bad', 4000, { speaker: 'customer', channel: 1 }),
  ];

  it('takes whole words and their times', () => {
    expect(evidenceOf(turns, { turn: 0, letter: 6 }, { turn: 0, letter: 12 })).toEqual({
      turn: 0,
      start_ms: 1500,
      end_ms: 2400,
      quote: 'parcel was',
      revision: 1,
      channels: [0],
    });
  });

  it('may reach over two turns, and then marks both', () => {
    const evidence = evidenceOf(turns, { turn: 0, letter: 15 }, { turn: 1, letter: 5 });
    expect(evidence).toMatchObject({ turn: 0, start_ms: 2500, end_ms: 4900, quote: 'damaged Oh no', channels: [0, 1] });
  });

  it('is nothing when only space is selected', () => {
    expect(evidenceOf([typed('  ', 0, 'agent')], { turn: 0, letter: 0 }, { turn: 0, letter: 2 })).toBeNull();
  });

  it('keeps no more of a quote than is stored', () => {
    const long = spoken('word '.repeat(300).trim(), 0);
    expect(evidenceOf([long], { turn: 0, letter: 0 }, { turn: 0, letter: 1400 })?.quote).toSatisfy(
      (quote: string) => quote.length <= 500,
    );
  });
});

describe('pinning a moment', () => {
  it('pins the turn being spoken', () => {
    expect(evidenceAt([spoken('May I have your name', 1000)], 0, 1800, 3)).toEqual({
      turn: 0,
      start_ms: 1000,
      end_ms: 3400,
      quote: 'May I have your name',
      revision: 3,
      channels: [0],
    });
  });

  it('of a long turn pins the words around the moment', () => {
    const long = spoken(Array.from({ length: 80 }, (_, i) => `w${i}`).join(' '), 0);
    const evidence = evidenceAt([long], 0, 20_000);
    expect(evidence.start_ms).toBeGreaterThan(14_000);
    expect(evidence.end_ms).toBeLessThan(26_000);
    expect(evidence.quote.startsWith('w30')).toBe(true);
  });

  it('quotes a text too long for it up to the end of a sentence', () => {
    const sentences = (one: string, times: number) => Array.from({ length: times }, () => one).join('');
    expect(quoteOf('Short. Whole')).toBe('Short. Whole');
    const english = sentences('I paid 3.50 for it. ', 40);
    expect(quoteOf(english)).toBe(sentences('I paid 3.50 for it. ', 25).trimEnd());
    const chinese = sentences('我付了三块五。', 100);
    expect(quoteOf(chinese)).toBe(sentences('我付了三块五。', 71));
    expect(quoteOf(`“Is that all?” ${'x'.repeat(600)}`)).toBe('“Is that all?”');
    expect(quoteOf(sentences('word ', 200))).toBe(`${sentences('word ', 99).trimEnd()}…`);
    expect(quoteOf('字'.repeat(600))).toBe(`${'字'.repeat(499)}…`);
    expect(quoteOf(`${'x'.repeat(498)}😀${'x'.repeat(300)}`)).toBe(`${'x'.repeat(498)}…`);
    for (const text of [english, chinese, 'x'.repeat(900)]) expect(quoteOf(text).length).toBeLessThanOrEqual(500);
  });

  it('in a pause pins the moment itself', () => {
    expect(evidenceAt([spoken('Sure', 1000)], 0, 9000)).toEqual({
      turn: null,
      start_ms: 7000,
      end_ms: 11_000,
      quote: '',
    });
  });
});

describe('what was found', () => {
  it('is said where its first word is, or its turn', () => {
    const turns = [spoken('Good morning', 0), spoken('My order was broken', 4000)];
    const at = (words: string) => momentOf(turns, findIn(turns, words)[0]!);
    expect(at('order was')).toBe(4500);
    expect(at('rder')).toBe(4500);
    expect(at('good')).toBe(0);
    expect(momentOf([{ ...turns[1]!, words: [] }], { turn: 0, from: 3, to: 8 })).toBe(4000);
    expect(momentOf(turns, { turn: 7, from: 0, to: 1 })).toBe(null);
  });
});

describe('between turns', () => {
  const turns = [
    spoken('One moment', 1000),
    spoken('Thank you for waiting', 12_000),
    spoken('Fine', 16_000, { speaker: 'customer', channel: 1 }),
  ];
  const measures = {
    kind: 'call' as const,
    ...measureCall(turns, 20_000),
    interruptions: [{ by: 'agent' as const, at_ms: 12_000, early_ms: 900 }],
  };

  it('says what no word shows, before the turn that follows it', () => {
    expect(notesOf(turns, measures).map((note) => [note.before, note.kind, note.ms])).toEqual([
      [1, 'silence', 10_100],
      [1, 'interruption', 900],
      [3, 'silence', 3600],
    ]);
  });

  it('in writing says how long an answer took, when it took long', () => {
    const chat = [
      typed('Hello?', 0, 'customer'),
      typed('Hi', 20_000, 'agent'),
      typed('And?', 30_000, 'customer'),
      typed('Soon', 200_000, 'agent'),
    ];
    expect(notesOf(chat, { kind: 'text', ...measureText(chat) })).toEqual([
      { before: 3, kind: 'wait', ms: 170_000, at_ms: 30_000 },
    ]);
  });

  it('finds where both speak, not where one follows the other', () => {
    const both = [spoken('a b c d e f', 0), spoken('no', 1000, { channel: 1 }), spoken('later', 5000, { channel: 1 })];
    expect(overlapsOf(both)).toEqual([{ start_ms: 1000, end_ms: 1400 }]);
  });
});

describe('finding words', () => {
  it('ignores case, and finds each place once', () => {
    expect(findIn([{ text: 'The order. My ORDER!' }, { text: 'none' }], 'order')).toEqual([
      { turn: 0, from: 4, to: 9 },
      { turn: 0, from: 14, to: 19 },
    ]);
  });

  it('finds Chinese, and nothing for nothing', () => {
    expect(findIn([{ text: '我要投诉你。' }], '投诉')).toEqual([{ turn: 0, from: 2, to: 4 }]);
    expect(findIn([{ text: 'abc' }], '  ')).toEqual([]);
  });
});

describe('evidence in a transcript that was corrected since', () => {
  const customer = { speaker: 'customer', channel: 1 } as const;
  const before = [spoken('Good morning', 0), spoken('The partial was damaged', 2000, customer)];
  const pinned = evidenceAt(before, 1, 2500, 1);
  const [evidence] = [numberEvidence([{ criterion: 'a', evidence: [pinned] }])];
  const markedIn = (turns: readonly Turn[]) =>
    turns.map((turn, i) => runsOf(turn, i, evidence, 2).flatMap((run) => (run.n === null ? [] : textOf(run))));
  const textOf = (run: { pieces: { text: string }[] }) => run.pieces.map((piece) => piece.text).join('');

  it('marks the words that exist now, wherever their turn has moved', () => {
    const after = [
      spoken('Good', 0),
      spoken('morning', 500),
      spoken('The parcel was damaged', 2000, customer),
      spoken('Oh', 2500),
    ];
    expect(markedIn(after)).toEqual([[], [], ['The parcel was damaged'], []]);
  });

  it('marks both halves of a turn that was cut', () => {
    const after = [spoken('The parcel', 2000, customer), spoken('was damaged', 3000, customer)];
    expect(markedIn(after)).toEqual([['The parcel'], ['was damaged']]);
  });

  it('marks nothing where its words are gone', () => {
    expect(markedIn([spoken('Good morning', 0), spoken('Later', 9000, customer)])).toEqual([[], []]);
  });
});

describe('who speaks on one channel', () => {
  const confidenceOf = (method: SpeakerMethod | null, speakers_confidence_bp: number | null) =>
    tellsByVoice({ method, speakers_confidence_bp });

  it('is stated with the confidence of separating the voices', () => {
    expect([9000, 7000, 6999, 4000, 3999, 0].map((sure) => confidenceOf('embeddings', sure))).toEqual([
      'clear',
      'clear',
      'fair',
      'fair',
      'unsure',
      'unsure',
    ]);
    expect(confidenceOf('embeddings', null)).toBe('unsure');
  });

  it('is named by the file of a transcript made elsewhere, which may not say who the agent is', () => {
    const by = (speakers_confidence_bp: number | null) => namedByFile({ method: 'named', speakers_confidence_bp });
    expect([by(10_000), by(9430), by(null)]).toEqual(['sides', 'names', 'names']);
    expect(confidenceOf('named', 10_000)).toBeNull();
    expect(namedByFile({ method: 'embeddings', speakers_confidence_bp: 10_000 })).toBeNull();
  });

  it('is stated for turns after the recording’s end', () => {
    const turns = [spoken('Hello', 0), spoken('Bye', 9000, { speaker: 'customer' })];
    expect(turnsPastEnd({ turns, duration_ms: 9000, method: 'named' })).toBe(1);
    expect(turnsPastEnd({ turns, duration_ms: 9500, method: 'named' })).toBe(0);
    expect(turnsPastEnd({ turns, duration_ms: 0, method: null })).toBe(0);
  });

  it('is not stated with separate channels, unknown speakers, or text', () => {
    expect([confidenceOf('channels', 9000), confidenceOf('single', null), confidenceOf(null, null)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
