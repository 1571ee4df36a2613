import { cleanup, fireEvent, render } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Answer, type Evidence, UNANSWERED } from '../../../../scorecards/scorecard/answers.ts';
import { type Criterion, criteriaOf, type Scorecard } from '../../../../scorecards/scorecard/definition.ts';
import { LIBRARY_1 } from '../../../../scorecards/scorecard/library-1.ts';
import { CriterionRow } from '../../../../web/evaluations/desk/criterion-row.tsx';
import { showLanguage } from '../../../../web/words/words.ts';

beforeAll(() => showLanguage('en'));
afterEach(cleanup);

const scorecard = LIBRARY_1.find((one) => one.id === 'VG') as Scorecard;
const moment: Evidence = { turn: 2, start_ms: 19_000, end_ms: 22_000, quote: 'nobody answered' };

/** One criterion of the shipped scorecard, with an answer that changes as the person works. */
function row(
  which: string | Criterion,
  of: {
    current?: boolean;
    answer?: Partial<Answer>;
    here?: Evidence;
    heard?: Evidence;
    missing?: 'answer' | 'comment';
  } = {},
) {
  const criterion = typeof which === 'string' ? criteriaOf(scorecard).find((one) => one.id === which) : which;
  if (!criterion) throw new Error(`no ${which}`);
  const { id } = criterion;
  const [answer, setAnswer] = createSignal<Answer>({ ...UNANSWERED, ...of.answer });
  const onPin = vi.fn();
  const page = render(() => (
    <CriterionRow
      view={{ criterion, score: { id, state: 'unanswered', value_bp: null, weight: criterion.weight } }}
      answer={answer()}
      current={of.current ?? true}
      onCurrent={() => undefined}
      onChange={(change) => setAnswer((before) => ({ ...before, ...change }))}
      missing={of.missing ?? null}
      causes={[]}
      moments={{
        interaction: 'int_1',
        source: () => undefined,
        silent: false,
        timeOf: () => '0:19',
        show: () => undefined,
        here: () => of.here ?? of.heard ?? null,
        heard: () => of.heard ?? null,
        pin: onPin,
      }}
    />
  ));
  return { ...page, answer, onPin };
}

describe('answering', () => {
  it('by its button; pressing again removes the answer', () => {
    const { getByRole, answer } = row('VG4');
    fireEvent.click(getByRole('button', { name: 'Fail' }));
    expect(answer().value).toBe('fail');
    expect(getByRole('button', { name: 'Fail' }).getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(getByRole('button', { name: 'Fail' }));
    expect(answer().value).toBeNull();
  });

  it('"not applicable" is offered only where the scorecard allows it', () => {
    expect(row('VG4').getByRole('button', { name: 'N/A' })).toBeTruthy();
    cleanup();
    expect(row('VG5').queryByRole('button', { name: 'N/A' })).toBeNull();
  });

  it('only the current criterion shows its keys, which are not read out', () => {
    expect(row('VG5').container.textContent).toContain('1');
    cleanup();
    const { getByRole } = row('VG5', { current: false });
    expect(getByRole('button', { name: 'Pass' }).textContent).toBe('Pass');
  });

  it('words in another language than the reader’s say in which, the answers too', async () => {
    const criterion = criteriaOf(scorecard).find((one) => one.id === 'VG5')!;
    const words: Criterion = {
      ...criterion,
      text: { zh: '保护个人信息' },
      scale: {
        type: 'choice' as const,
        options: [
          { key: 'pass', label: { zh: '通过' }, value_bp: 10_000, fails: null },
          { key: 'fail', label: { en: 'Fail' }, value_bp: 0, fails: null },
        ],
      },
    };
    const { getByRole, getByText } = row(words, { current: false });
    expect(getByText('保护个人信息').getAttribute('lang')).toBe('zh');
    expect(getByRole('button', { name: '通过 Chinese' }).querySelector('[lang=zh]')).toBeTruthy();
    expect(getByRole('button', { name: 'Fail' })).toBeTruthy();
  });

  it('how to judge is shown when it is asked for', () => {
    const { getByRole, queryByText } = row('VG4');
    const words = /A name volunteered by the customer is not verification/;
    expect(queryByText(words)).toBeNull();
    fireEvent.click(getByRole('button', { name: 'Scoring guidance' }));
    expect(queryByText(words)).toBeTruthy();
  });
});

describe('commenting', () => {
  const write = (page: ReturnType<typeof row>, words: string) => {
    const box = page.getByRole('textbox');
    fireEvent.focus(box);
    fireEvent.input(box, { target: { value: words } });
  };

  it('begun while listening pins the moment it is about', () => {
    const page = row('VG4', { heard: moment });
    write(page, 'H');
    expect(page.answer()).toEqual({ value: null, comment: 'H', evidence: [moment] });
  });

  it('begun while nothing is heard pins nothing, though the sound stands somewhere', () => {
    const page = row('VG4', { here: moment });
    write(page, 'H');
    expect(page.answer()).toEqual({ value: null, comment: 'H', evidence: [] });
  });

  it('does not pin a second moment, or one after the comment has begun', () => {
    const other: Evidence = { ...moment, start_ms: 1000 };
    const pinned = row('VG4', { heard: moment, answer: { evidence: [other] } });
    write(pinned, 'H');
    expect(pinned.answer().evidence).toEqual([other]);
    cleanup();
    const begun = row('VG4', { heard: moment, answer: { comment: 'Here' } });
    write(begun, 'Here an apology was due');
    expect(begun.answer().evidence).toEqual([]);
  });

  it('a moment can be taken away again', () => {
    const page = row('VG4', { answer: { evidence: [moment] } });
    fireEvent.click(page.getByRole('button', { name: 'Unpin 0:19' }));
    expect(page.answer().evidence).toEqual([]);
  });

  it('says so when the answer needs one, whether or not it is in hand', () => {
    const { getByPlaceholderText } = row('VG4', { current: false, missing: 'comment', answer: { value: 'fail' } });
    expect(getByPlaceholderText('Comment required for this answer').getAttribute('aria-invalid')).toBe('true');
  });

  it('of another criterion is text beside its moments, and takes no room if empty', () => {
    const filled = row('VG4', { current: false, answer: { comment: 'order number only', evidence: [moment] } });
    expect(filled.queryByRole('textbox')).toBeNull();
    expect(filled.container.textContent).toContain('order number only');
    expect(filled.getByRole('button', { name: 'Play 0:19: nobody answered' })).toBeTruthy();
    cleanup();
    expect(row('VG4', { current: false }).queryByRole('textbox')).toBeNull();
  });

  it('Escape leads back to the keys', () => {
    const { getByRole } = row('VG4');
    const box = getByRole('textbox');
    box.focus();
    fireEvent.keyDown(box, { key: 'Escape' });
    expect(document.activeElement?.tagName).toBe('FIELDSET');
  });

  it('Escape while a word is composed is the input method’s', () => {
    const { getByRole } = row('VG4');
    const box = getByRole('textbox');
    box.focus();
    fireEvent.keyDown(box, { key: 'Escape', isComposing: true });
    expect(document.activeElement).toBe(box);
  });
});
