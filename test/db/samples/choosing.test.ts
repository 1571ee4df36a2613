import { expect, it } from 'vitest';
import { reviewInteraction, withdrawReview } from '../../../db/samples/assignments.ts';
import { chooseScorecard } from '../../../db/samples/choosing.ts';
import { retireScorecard } from '../../../db/scorecards/retiring.ts';
import { publishScorecard } from '../../../db/scorecards/scorecards.ts';
import { changeSettings } from '../../../db/scorecards/settings.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { DEFAULT_SETTINGS } from '../../../scorecards/scorecard/settings.ts';
import type { Turn } from '../../../transcription/transcript/transcript.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import { at, freshOrganisation, type InteractionRow, insertInteraction } from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { definition, withLibrary } from '../../support/reviews.ts';

const typed = (speaker: Turn['speaker'], start_ms: number, text: string): Turn => ({
  ...{ speaker, channel: 0, start_ms, end_ms: start_ms, text, confidence: null, words: [] },
});
const HELLO = [typed('customer', 0, 'Hello, where is my parcel?')];

async function ready(database: TestDatabase) {
  const organisation = await freshOrganisation(database.db);
  const cards = await withLibrary(organisation);
  const [rita] = organisation.reviewers;
  const insert = (row: Partial<InteractionRow>, turns = HELLO) =>
    insertInteraction(organisation.agents[0], { transcript_revision: 1, ...row }, turns);
  const proposed = async (row: Partial<InteractionRow>, turns?: Turn[]) => {
    const { scorecards, proposed: found } = await chooseScorecard(rita, { id: await insert(row, turns) });
    return found && [scorecards.find(({ version_id }) => version_id === found.version_id)?.key, found.reason];
  };
  return { organisation, cards, rita, insert, proposed };
}

describeWithDatabase('the scorecards an interaction can be reviewed on', (database) => {
  it('are all of the organisation, each in its newest version, with the one for the channel proposed', async () => {
    const { organisation, cards, rita, insert } = await ready(database);
    const newer = await publishScorecard(organisation.manager, { ...definition('VG'), purpose: { en: 'Calls' } });
    const { scorecards, proposed } = await chooseScorecard(rita, { id: await insert({ channel: 'chat' }) });
    expect(scorecards.map(({ key, version_id, number, channel }) => [key, version_id, number, channel])).toEqual([
      ['CH', cards.CH!.id, 1, 'chat'],
      ['CL', cards.CL!.id, 1, 'any'],
      ['VG', newer.id, 2, 'voice'],
    ]);
    expect(proposed).toEqual({ version_id: cards.CH!.id, reason: { because: 'channel', channel: 'chat' } });
  });

  it('are proposed none of where none is made for the channel', async () => {
    const { proposed } = await ready(database);
    expect(await proposed({ channel: 'email' })).toBe(null);
  });

  it('are the one for complaints where a tag or the queue says so', async () => {
    const { organisation, proposed } = await ready(database);
    expect(await proposed({ tags: ['vip', 'Complaint'] })).toEqual(['CL', { because: 'tag', tag: 'Complaint' }]);
    expect((await proposed({ queue: 'Escalations' }))?.[0]).toBe('CH');
    const value = { ...DEFAULT_SETTINGS.complaints, queues: ['escalations'] };
    await changeSettings(organisation.manager, { number: 0, setting: { part: 'complaints', value } });
    expect(await proposed({ queue: 'Escalations' })).toEqual(['CL', { because: 'queue', queue: 'Escalations' }]);
  });

  it.each([
    ['Nine days, and I want to complain about it.', 'complain', 'complain'],
    ['等了九天，我要投訴你們！', '投诉', '投訴'],
  ])('are the one for complaints where the customer says so: %s', async (text, phrase, match) => {
    const { proposed } = await ready(database);
    const turns = [
      ...HELLO,
      typed('agent', 4000, 'Would you like to complain? 您要投诉吗？'),
      typed('customer', 9000, text),
    ];
    const found = await proposed({}, turns);
    expect(found).toMatchObject(['CL', { because: 'phrase', heard: { phrase, match, turn: 2, start_ms: 9000 } }]);
    const { before, after } = (found![1] as { heard: { before: string; after: string } }).heard;
    expect(before + match + after).toBe(text);
  });

  it('say when a phrase is heard in a recording: when its first word is', async () => {
    const { proposed } = await ready(database);
    const words = [
      { text: 'I', start_ms: 1000, end_ms: 1100, confidence: 0.9 },
      { text: ' will', start_ms: 1200, end_ms: 1300, confidence: 0.9 },
      { text: ' complain', start_ms: 1400, end_ms: 1900, confidence: 0.9 },
    ];
    const turn = { ...typed('customer', 1000, 'I will complain'), end_ms: 1900, words };
    const found = await proposed({ channel: 'voice' }, [turn]);
    expect(found).toMatchObject(['CL', { heard: { start_ms: 1400, end_ms: 1900 } }]);
  });

  it('are not the one for complaints where the customer denies it, or what was said is masked', async () => {
    const { proposed } = await ready(database);
    expect((await proposed({}, [typed('customer', 0, 'I don’t want to complain, just to ask.')]))?.[0]).toBe('CH');
    expect((await proposed({}, [typed('customer', 0, '我不是要投诉，只是问一下')]))?.[0]).toBe('CH');
  });

  it('are, of two for one channel, the one used last for it: neither before, and none that was taken back', async () => {
    const { organisation, cards, rita, insert, proposed } = await ready(database);
    const base = await publishScorecard(organisation.manager, LIBRARY.find(({ id }) => id === 'BS')!);
    expect(await proposed({ channel: 'voice' })).toBe(null);
    const use = async (hour: number, version: string, channel: 'voice' | 'chat') => {
      const ctx = at(rita, `2026-07-06T1${hour}:00:00.000Z`);
      const interaction = await insert({ channel });
      return reviewInteraction(ctx, { interaction, scorecard_version_id: version });
    };
    await use(1, base.id, 'chat');
    expect(await proposed({ channel: 'voice' })).toBe(null);
    await use(2, cards.VG!.id, 'voice');
    const last = { because: 'used-last', channel: 'voice' };
    expect(await proposed({ channel: 'voice' })).toEqual(['VG', last]);
    const { review } = await use(3, base.id, 'voice');
    expect(await proposed({ channel: 'voice' })).toEqual(['BS', last]);
    await withdrawReview(at(organisation.manager, '2026-07-06T18:00:00.000Z'), { review, reason: 'A mistake' });
    expect(await proposed({ channel: 'voice' })).toEqual(['VG', last]);
    // A newer version is the same scorecard.
    await publishScorecard(organisation.manager, { ...definition('VG'), purpose: { en: 'Calls' } });
    expect(await proposed({ channel: 'voice' })).toEqual(['VG', last]);
  });

  it('are none that were retired, for a proposal or a choice', async () => {
    const { organisation, cards, rita, insert, proposed } = await ready(database);
    for (const key of ['CL', 'CH']) await retireScorecard(organisation.manager, { key });
    const id = await insert({ tags: ['complaint'] });
    const { scorecards } = await chooseScorecard(rita, { id });
    expect(scorecards.map(({ key }) => key)).toEqual(['VG']);
    expect(await proposed({ tags: ['complaint'] })).toBe(null);
    const retired = reviewInteraction(rita, { interaction: id, scorecard_version_id: cards.CL!.id });
    await refused(retired, 'retired-scorecard');
  });

  it('come with the reviewer’s own review of it while that is open', async () => {
    const { organisation, cards, rita, insert } = await ready(database);
    const id = await insert({});
    expect((await chooseScorecard(rita, { id })).my_review).toBe(null);
    const { review } = await reviewInteraction(rita, { interaction: id, scorecard_version_id: cards.CH!.id });
    expect((await chooseScorecard(rita, { id })).my_review).toBe(review);
    expect((await chooseScorecard(organisation.reviewers[1], { id })).my_review).toBe(null);
  });

  it('are asked for by reviewers of the organisation', async () => {
    const { organisation, insert } = await ready(database);
    const id = await insert({});
    for (const ctx of [organisation.manager, organisation.coach, organisation.agents[0]]) {
      await refused(chooseScorecard(ctx, { id }), 'not-allowed');
    }
    const elsewhere = await freshOrganisation(database.db);
    await refused(chooseScorecard(elsewhere.reviewers[0], { id }), 'not-found');
  });
});
