import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  documentOf,
  momentsOf,
  phrasesOf,
  SEARCH_VERSION,
  searchLine,
  vectorQuery,
} from '../../../../transcription/text/search/document.ts';
import { placesOf, snippetOf } from '../../../../transcription/text/search/hits.ts';
import { termsOf } from '../../../../transcription/text/search/query.ts';
import { lineOf, tokensOf } from '../../../../transcription/text/search/tokens.ts';
import type { Turn } from '../../../../transcription/transcript/transcript.ts';
import { said, spoken, wrote } from '../measures/given.ts';

const texts = (text: string) => tokensOf(text).map((token) => token.text);

describe('what can be searched for', () => {
  it.each([
    ["I'll send the e-mail, OK?", ['ill', 'send', 'the', 'e', 'mail', 'ok']],
    ['ＡＢＣ café naïve', ['abc', 'cafe', 'naive']],
    ['The fee is 12.50', ['the', 'fee', 'is', '12', '50']],
    ['我的WiFi坏了。', ['我', '的', 'wifi', '坏', '了']],
    ['訂單還沒到', ['订', '单', '还', '没', '到']],
    ['…！？', []],
  ])('is compared in one writing: %s', (text, found) => expect(texts(text)).toEqual(found));

  it('does not contain masked data, and nothing matches across it', () => {
    const tokens = tokensOf('my card [[card]] is lost');
    expect(lineOf(tokens)).toBe(' my card | is lost ');
    expect(tokens.map(({ from, to }) => 'my card [[card]] is lost'.slice(from, to))).toEqual([
      'my',
      'card',
      'is',
      'lost',
    ]);
    expect(placesOf([said('agent', 0, 1, 'my card [[card]] is lost')], termsOf('"card is"'))).toEqual([]);
  });

  it('is at its stated position, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        let last = 0;
        for (const { text: own, from, to } of tokensOf(text)) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          expect(own).toMatch(/^[\p{L}\p{N}]+$/u);
          last = to;
        }
      }),
    );
  });
});

describe('a query', () => {
  const shape = (query: string) =>
    termsOf(query).map(({ tokens, unfinished, without, by }) =>
      [without ? '-' : '', by ?? '', tokens.map(({ text }) => text).join(' '), unfinished ? '…' : '']
        .filter(Boolean)
        .join('|'),
    );

  it.each([
    ['desk lamp', ['desk', 'lamp|…']],
    ['"desk lamp" -fee', ['desk lamp', '-|fee']],
    ['agent:sorry customer:“not happy”', ['agent|sorry', 'customer|not happy']],
    ['客服：退款 客户:生气', ['agent|退 款', 'customer|生 气']],
    ['-agent:"the fee" e-mail', ['-|agent|the fee', 'e mail|…']],
    ['agent: sorry', ['agent|sorry|…']],
    ['agent:', ['agent|…']],
    ['"never closed', ['never closed']],
    ['- "" ***', []],
    ['a', ['a']],
  ])('is read: %s', (query, terms) => expect(shape(query)).toEqual(terms));

  it('asks the index for words, pairs and sides, and a line only for longer phrases', () => {
    const asked = (query: string) => vectorQuery(termsOf(query));
    expect(asked('refund')).toBe("('Arefund':* | 'Brefund':* | 'Crefund':*)");
    expect(asked('refu')).toBe("('<refu')");
    expect(asked('agent:refund now')).toBe("('Arefund') & ('<now')");
    expect(asked('agent:refund agent:now')).toBe("('Arefund') & ('Anow':*)");
    expect(asked('agent:"a fee"')).toBe("('aa fee' | '~' & ('Aa' & 'Afee'))");
    expect(asked('客户:款')).toBe("('B款')");
    expect(asked('客户:退款')).toBe("('b退款' | '~' & ('B退' & 'B款'))");
    expect(asked('agent:我要退')).toBe("('a我要' & 'a要退' | '~' & ('A我' & 'A要' & 'A退'))");
    expect(asked('agent:wifi坏')).toBe("('awifi 坏' | '~' & ('Awifi' & 'A坏'))");
    expect(asked('-agent:fee')).toBe("'*' & !('Afee')");
    expect(asked('-agent:"a fee" -agent:"a small fee"')).toBe("'*' & !('aa fee')");
    const lines = (query: string) => phrasesOf(termsOf(query));
    expect(lines('refund -fee')).toEqual({ always: [], unpaired: [] });
    expect(lines('"a fee" -agent:退款')).toEqual({ always: [], unpaired: ['+* a fee ', '-A退款'] });
    expect(lines('-"a small fee" 客户:我要退 e-ma')).toEqual({
      always: ['-* a small fee ', '+B我要退'],
      unpaired: ['+* e ma'],
    });
  });

  it('never breaks out of its quotes, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (query) => {
        const terms = termsOf(query);
        const lexemes = vectorQuery(terms).replaceAll(/'([ABCabc<][\p{L}\p{N}]+( [\p{L}\p{N}]+)?|\*|~)'(:\*)?/gu, 'x');
        expect(lexemes).toMatch(/^[x&|!() ]+$/);
        for (const phrase of Object.values(phrasesOf(terms)).flat())
          expect(phrase).toMatch(/^[+-][*AB][\p{L}\p{N} ]+$/u);
      }),
    );
  });
});

describe('a transcript as it is searched', () => {
  const turns: Turn[] = [said('agent', 0, 1000, 'The fee, the fee.'), said('customer', 1000, 2000, '退款 fee')];

  it('names each word, character and pair once for each side', () => {
    expect(documentOf(turns)).toMatchObject({
      terms: "'*' 'Athe' 'Afee' 'B退' 'B款' 'Bfee' '<th' '<the' '<fe' '<fee' 'athe fee' 'afee the' 'b退款' 'b款 fee'",
      paired: true,
      agent: ' the fee the fee ',
      customer: ' 退款 fee ',
      others: '',
    });
  });

  it('knows when each word is said', () => {
    const turn = spoken('agent', ['The', 61_005, 61_200], ['fee,', 61_400, 61_800], ['fee', 93_000, 93_500]);
    const line = searchLine(turn);
    expect(momentsOf(line)(0)).toBe(61_005);
    expect(momentsOf(line)(4)).toBe(61_405);
    expect(momentsOf(line)(turn.text.lastIndexOf('fee'))).toBe(93_005);
    expect(momentsOf(searchLine(said('agent', 7000, 8000, 'no words')))(3)).toBe(7000);
  });

  it('omits pairs that an index could not hold', () => {
    const text = Array.from({ length: 90_000 }, (_, i) => `w${i}`).join(' ');
    const { terms, paired } = documentOf([said('agent', 0, 1, text)]);
    expect(paired).toBe(false);
    expect(terms).toContain("'Aw1' 'Aw2'");
    expect(terms.endsWith(" '~'")).toBe(true);
  });
});

describe('places', () => {
  const turns = [said('agent', 0, 1, 'The lamp. Lamps!'), said('customer', 1, 2, '我的訂單，訂單')];

  it('are found in each turn of their speaker', () => {
    const at = (query: string) =>
      placesOf(turns, termsOf(query)).map(({ turn, from, to }) => turns[turn]?.text.slice(from, to));
    expect(at('lamp')).toEqual(['lamp', 'Lamps']);
    expect(at('"lamp"')).toEqual(['lamp']);
    expect(at('订单')).toEqual(['訂單', '訂單']);
    expect(at('customer:lamp')).toEqual([]);
    expect(at('"the lamp lamps"')).toEqual(['The lamp. Lamps']);
    expect(at('-lamp')).toEqual([]);
    expect(at('the "the lamp"')).toEqual(['The lamp']);
  });

  it('are shown with the words around them, none of them cut and no mark either', () => {
    const text = `${'word '.repeat(20)}here [[card]] and so on${' more'.repeat(30)}`;
    const from = text.indexOf('and');
    const { before, match, after } = snippetOf(text, { from, to: from + 3 });
    expect(match).toBe('and');
    expect(before).toMatch(/^…(word )+here \[\[card\]\] $/);
    expect(after).toMatch(/^ so on( more)+…$/);
    const mark = text.indexOf('[[card]]');
    for (let at = 0; at + 3 < text.length; at += 7) {
      if (at + 3 > mark && at < mark + 8) continue;
      const own = snippetOf(text, { from: at, to: at + 3 });
      expect(`${own.before}${own.after}`.replaceAll('[[card]]', '')).not.toMatch(/\[\[?|\]/);
    }
  });
});

it('changing what is indexed requires a new SEARCH_VERSION, or old transcripts are not found', () => {
  const text =
    'Don’t—the Café’s №12 ﬁle, İstanbul ＡＢＣ１２３ 我的訂單還沒到，能退款吗？ [[phone]] ｶﾀｶﾅ สวัสดี e-mail x_y 3.5% 👍 naïve';
  const turns = (['agent', 'customer', 'unknown'] as const).map((speaker) => wrote(speaker, 0, text));
  const made = createHash('sha256')
    .update(JSON.stringify(documentOf(turns)))
    .digest('hex')
    .slice(0, 16);
  expect({ version: SEARCH_VERSION, made }).toEqual({ version: 3, made: '1139532c211b4123' });
});
