import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../scorecards/scorecard/settings.ts';
import { canBeSaid, firstSaid } from '../../../../transcription/text/search/phrases.ts';
import { countSteps, growthOf } from '../../../support/steps.ts';
import { wrote } from '../measures/given.ts';

const { en, zh } = DEFAULT_SETTINGS.complaints.phrases;
const PHRASES = [...en, ...zh];
const customer = (text: string) => [wrote('customer', 0, text)];
const phraseIn = (text: string, phrases = PHRASES) => firstSaid(customer(text), phrases)?.phrase ?? null;

describe('a phrase that marks a complaint', () => {
  it.each([
    ['I want to complain about the driver.', 'complain'],
    ['I’d like to make a COMPLAINT, please', 'complaint'],
    ['Let me speak to your manager', 'speak to your manager'],
    ['If this isn’t fixed I will complain', 'complain'],
    ['No. I want to complain.', 'complain'],
    ['No, complaints are all I have left', 'complaints'],
    ['I can’t not complain any more', 'complain'],
    ['This is simply not good enough', 'not good enough'],
    ['我要投诉你们', '投诉'],
    ['我要投訴你們', '投诉'],
    ['再不解决我就投诉', '投诉'],
    ['不退款的话我去１２３１５', '12315'],
    ['你们能不能投诉啊', '投诉'],
    ['有没有投诉的电话', '投诉'],
    ['我不得不投诉了', '投诉'],
    ['别逼我投诉', '投诉'],
    ['叫你们经理来听电话', '叫你们经理'],
    ['这个 order 我要 complain', 'complain'],
  ])('is found: %s', (text, phrase) => expect(phraseIn(text)).toBe(phrase));

  it.each([
    ['I don’t want to complain, but could you look again?'],
    ['No complaints at all, thank you'],
    ['I am not calling to make a complaint'],
    ['I have nothing to complain about'],
    ['No formal complaint from me'],
    ['I never complained'],
    ['He was uncomplaining and compliant'],
    ['我不是要投诉，只是问一下'],
    ['没有投诉的意思'],
    ['我没有什么可投诉的'],
    ['不用投诉了'],
    ['没有要举报谁'],
    ['你好，我想查一下快递'],
  ])('is not found: %s', (text) => expect(phraseIn(text)).toBe(null));

  it('is the customer’s alone', () => {
    const turns = [wrote('agent', 0, 'Would you like to complain?'), wrote('customer', 1, 'Just tell me where it is')];
    expect(firstSaid(turns, PHRASES)).toBe(null);
  });

  it('is the first that is not denied, and says where it stands', () => {
    const turns = [
      ...customer('I did not want to complain. Now I do: this is unacceptable.'),
      ...customer('I complain.'),
    ];
    const found = firstSaid(turns, PHRASES)!;
    expect(turns[found.turn]!.text.slice(found.from, found.to)).toBe('unacceptable');
    expect(found).toMatchObject({ phrase: 'unacceptable', turn: 0 });
  });

  it('is the longest of those that begin alike', () => {
    expect(phraseIn('我要投诉升级', ['投诉', '投诉升级'])).toBe('投诉升级');
    expect(phraseIn('我要投诉升职', ['投诉', '投诉升级'])).toBe('投诉');
  });

  it('does not reach over what is masked', () => {
    expect(phraseIn('speak to your [[name]] manager')).toBe(null);
  });

  it('is nothing where there is nothing to say', () => {
    expect(phraseIn('anything!', ['!!!', ''])).toBe(null);
    expect([canBeSaid('…！'), canBeSaid('投诉')]).toEqual([false, true]);
  });

  it('can be said, each of those that come with Attune, and none stands there twice', () => {
    for (const phrase of PHRASES) expect(phraseIn(`${phrase}.`), phrase).not.toBe(null);
    expect(new Set(PHRASES).size).toBe(PHRASES.length);
  });

  it.each([
    ['words', 'no no to complain a '],
    ['one character', '投'],
    ['denials', '不没'],
    ['the beginning of many', 'speak to your '],
  ])('is looked for in proportion to the text: %s', (_, unit) => {
    const phrases = [...PHRASES, '投'.repeat(59), `${'投'.repeat(58)}诉`];
    const of = (n: number) => () => firstSaid(customer(unit.repeat(n)), phrases);
    const letters = unit.length * 500;
    const { grows } = growthOf(countSteps([of(500), of(1000), of(2000)]), letters);
    expect(grows).toBeLessThan(2.5);
  });
});
