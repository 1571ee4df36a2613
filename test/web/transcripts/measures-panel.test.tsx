import { cleanup, fireEvent, render } from '@solidjs/testing-library';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { measureCall, measureText, withoutSide } from '../../../transcription/text/measures/measures.ts';
import type { Turn } from '../../../transcription/transcript/transcript.ts';
import { MeasuresPanel } from '../../../web/transcripts/measures-panel.tsx';
import { showLanguage } from '../../../web/words/words.ts';
import { said, wrote } from '../../transcription/text/measures/given.ts';

const CALL: Turn[] = [
  said('agent', 1000, 9000, 'Um, hello, this is Grace. How may I help you today?'),
  said('customer', 9500, 20_000, 'I am very annoyed about the lamp.'),
  said('agent', 19_000, 24_000, 'One moment, please, I will look for it now.'),
  said('customer', 24_200, 24_900, 'Sure.'),
  said('agent', 34_900, 40_000, 'Thank you for waiting, it comes tomorrow.'),
  said('customer', 40_400, 45_000, 'Wonderful, thank you.'),
];
const CHAT: Turn[] = [
  wrote('customer', 0, 'Where is it?!!'),
  wrote('agent', 90_000, 'It comes tomorrow.'),
  wrote('customer', 100_000, 'At what time?'),
  wrote('customer', 101_000, 'Hello?'),
];

const call = (turns: Turn[] = CALL) => (
  <MeasuresPanel
    interaction="int_1"
    measures={{ kind: 'call', ...measureCall(turns, 46_000) }}
    turns={turns}
    duration_ms={46_000}
    startedAt={null}
    onMessage={() => undefined}
  />
);

describe('the panel of measures', () => {
  beforeEach(() => showLanguage('en'));
  afterEach(cleanup);

  it('shows both sides beside each other, and a share that screen readers announce', () => {
    const page = render(() => call());
    expect(page.container.textContent).toContain('Talk: agent 53 %, customer 47 %');
    const row = (name: string) => [...(page.getByRole('button', { name }).closest('tr')?.querySelectorAll('td') ?? [])];
    expect(row('Talk').map((cell) => cell.textContent)).toEqual(['0:18', '0:16']);
    expect(row('Interruptions').map((cell) => cell.textContent)).toEqual(['1', '0']);
    expect(row('Fillers').map((cell) => cell.textContent)).toEqual(['13.3 per minute', '0']);
  });

  it('says that measures are still to come, where an upgrade has not reached them', () => {
    const page = render(() => (
      <MeasuresPanel
        interaction="int_1"
        measures={null}
        turns={CALL}
        duration_ms={46_000}
        startedAt={null}
        onMessage={() => undefined}
      />
    ));
    expect(page.container.textContent).toContain('Not available yet.');
    expect(page.queryByRole('table')).toBeNull();
  });

  it('names each hold with all that is known of it, and every moment is a button', () => {
    const page = render(() => call());
    expect(page.getByRole('button', { name: /0:24: 10.0 s, announced, thanked for$/ })).toBeTruthy();
    expect(page.getByRole('button', { name: /0:19: Agent, 1.0 s early$/ })).toBeTruthy();
    expect(page.getByRole('button', { name: /0:01: “um”$/ })).toBeTruthy();
    expect(page.getByRole('button', { name: /0:09: negative: “very annoyed”$/ })).toBeTruthy();
  });

  it('shows what is known of a recording without one of its sides, and that the rest is not measured', () => {
    const turns = CALL.filter(({ speaker }) => speaker === 'agent');
    const measures = { kind: 'call' as const, ...withoutSide(measureCall(turns, 46_000), 'customer') };
    const page = render(() => (
      <MeasuresPanel
        interaction="int_1"
        measures={measures}
        turns={turns}
        duration_ms={46_000}
        startedAt={null}
        onMessage={() => undefined}
      />
    ));
    expect(page.container.textContent).toContain('The customer’s side is missing');
    const talk = [...(page.getByRole('button', { name: 'Talk' }).closest('tr')?.querySelectorAll('td') ?? [])];
    expect(talk.map((cell) => cell.textContent)).toEqual(['0:18', '–']);
    expect(page.queryByRole('button', { name: 'Silence' })).toBeNull();
    expect(page.queryByRole('button', { name: 'Holds' })).toBeNull();
  });

  it('explains what each number counts when its name is focused', () => {
    const page = render(() => call());
    const name = page.getByRole('button', { name: 'Silence' });
    const description = document.getElementById(name.getAttribute('aria-describedby') ?? '');
    expect(description?.textContent).toContain('All time in which nobody speaks');
  });

  it('shows nothing about sides that are not distinguished', () => {
    const page = render(() => call([said('unknown', 0, 9000, 'hello')]));
    expect(page.container.textContent).toContain('Speakers could not be told apart');
    expect(page.queryByRole('table')).toBeNull();
    expect(page.container.textContent).toContain('Silence');
  });

  it('of a chat shows waits and unanswered messages, and links to them', () => {
    const chosen = vi.fn();
    const page = render(() => (
      <MeasuresPanel
        interaction="int_1"
        measures={{ kind: 'text', ...measureText(CHAT) }}
        turns={CHAT}
        duration_ms={0}
        startedAt="2026-07-06T09:00:00.000Z"
        onMessage={chosen}
      />
    ));
    fireEvent.click(page.getByRole('button', { name: /: 1.5 min/ }));
    expect(chosen).toHaveBeenLastCalledWith(1);
    const unanswered = page.getAllByRole('button', { name: /: Customer$/ });
    expect(unanswered).toHaveLength(2);
    fireEvent.click(unanswered[1] as HTMLElement);
    expect(chosen).toHaveBeenLastCalledWith(3);
  });

  it('speaks Chinese', async () => {
    await showLanguage('zh');
    const page = render(() => call());
    expect(page.container.textContent).toContain('说话占比：坐席 53%，客户 47%');
    expect(page.getByRole('button', { name: /10\.0 秒，已告知，事后致谢$/ })).toBeTruthy();
  });
});
