import { createEffect, createRoot } from 'solid-js';
import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../../scorecards/scorecard/answers.ts';
import { same } from '../../../../scorecards/scorecard/merge.ts';
import {
  type Content,
  createDraft,
  type DraftParts,
  differences,
  type Version,
} from '../../../../web/evaluations/desk/draft.ts';
import type { Outcome } from '../../../../web/server/saving.ts';

const answer = (value: string | null, comment = '') => ({ value, comment, evidence: [] });
const version = (revision: number, answers: Answers, summary = ''): Version => ({
  answers,
  summary,
  revision,
  spent_ms: 0,
  saved_at: '2025-11-18T10:42:07.000Z',
});

/** A server of one draft, and a clock that is moved by hand. */
function desk(
  given: {
    start?: Version | null;
    kept?: unknown;
    answerWith?: (revision: number) => Outcome<Content> | Promise<Outcome<Content>>;
  } = {},
) {
  const sent: { revision: number; answers: Answers; summary: string; spent_ms: number }[] = [];
  const timers = new Map<number, () => void>();
  const waits: number[] = [];
  let next = 0;
  const stored = new Map<string, string>(
    given.kept === undefined ? [] : [['attune.draft.rev_1', JSON.stringify(given.kept)]],
  );
  const parts: DraftParts = {
    review: 'rev_1',
    start: given.start ?? null,
    save: async (json) => {
      sent.push(json);
      return (
        given.answerWith?.(json.revision) ?? {
          kind: 'saved',
          revision: json.revision + 1,
          saved_at: '2025-11-18T10:50:00.000Z',
        }
      );
    },
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    spent: () => 65_000,
    later: (run, ms) => {
      const id = next++;
      waits.push(ms);
      timers.set(id, run);
      return () => timers.delete(id);
    },
  };
  const draft = createRoot(() => createDraft(parts));
  const pass = async () => {
    const due = [...timers.values()];
    timers.clear();
    for (const run of due) run();
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  return { draft, sent, stored, waits, pass };
}

describe('a draft', () => {
  it('shows the first answer of a criterion wherever it appears', () => {
    const { draft } = desk();
    const shown: unknown[] = [];
    const end = createRoot((dispose) => {
      createEffect(() => shown.push(draft.answer('VG1').value));
      return dispose;
    });
    draft.change('VG1', { value: 'yes' });
    expect(shown).toEqual([null, 'yes']);
    end();
  });

  it('is saved together with other changes of the same moment, on the revision it is based on', async () => {
    const { draft, sent, pass, waits } = desk({ start: version(3, { VG1: answer('full') }) });
    draft.change('VG1', { value: 'part' });
    draft.change('VG2', { value: 'yes' });
    expect(draft.state()).toBe('saving');
    await pass();
    expect(sent).toEqual([
      { revision: 3, answers: { VG1: answer('part'), VG2: answer('yes') }, summary: '', spent_ms: 65_000 },
    ]);
    expect(draft.state()).toBe('saved');
    expect(draft.revision).toBe(4);
    expect(draft.savedAt()).toBe('2025-11-18T10:50:00.000Z');
    expect(Math.max(...waits)).toBeLessThanOrEqual(300);
  });

  it('changes only the named parts of an answer', async () => {
    const { draft } = desk({ start: version(1, { VG1: answer('full', 'well said') }) });
    draft.change('VG1', { value: 'part' });
    expect(draft.answer('VG1')).toEqual(answer('part', 'well said'));
  });

  it('runs one save at a time; changes made meanwhile follow on the new revision', async () => {
    let release: (outcome: Outcome<Content>) => void = () => undefined;
    const held = new Promise<Outcome<Content>>((resolve) => {
      release = resolve;
    });
    const { draft, sent, pass } = desk({
      answerWith: (revision) => (revision === 0 ? held : { kind: 'saved', revision: revision + 1, saved_at: 'x' }),
    });
    draft.change('VG1', { value: 'full' });
    await pass();
    draft.change('VG1', { value: 'miss' });
    await pass();
    expect(sent).toHaveLength(1);
    release({ kind: 'saved', revision: 1, saved_at: 'x' });
    for (let i = 0; i < 20; i++) await Promise.resolve();
    expect(draft.state()).toBe('saving');
    await pass();
    expect(sent.map((one) => [one.revision, one.answers.VG1?.value])).toEqual([
      [0, 'full'],
      [1, 'miss'],
    ]);
  });
});

describe('without a connection', () => {
  it('a change is kept in this browser, tried again ever more rarely, and gone from there once it is saved', async () => {
    let reached = false;
    const { draft, stored, pass, waits } = desk({
      answerWith: (revision) => (reached ? { kind: 'saved', revision: revision + 1, saved_at: 'x' } : { kind: 'lost' }),
    });
    draft.change('VG1', { value: 'full' });
    await pass();
    expect(draft.state()).toBe('waiting');
    expect(JSON.parse(stored.get('attune.draft.rev_1') ?? '{}').answers).toEqual({ VG1: answer('full') });
    await pass();
    await pass();
    expect(waits.slice(-3)).toEqual([1000, 2000, 4000]);
    reached = true;
    draft.again();
    await pass();
    expect(draft.state()).toBe('saved');
    expect(stored.size).toBe(0);
  });

  it('changes an earlier window could not save are saved now', async () => {
    const kept = { revision: 3, answers: { VG1: answer('miss') }, summary: 'kept', spent_ms: 1 };
    const { draft, sent, pass } = desk({ start: version(3, { VG1: answer('full') }), kept });
    expect(draft.answer('VG1').value).toBe('miss');
    await pass();
    expect(sent[0]).toMatchObject({ revision: 3, answers: { VG1: { value: 'miss' } }, summary: 'kept' });
  });

  it('and when the server has moved on since, the person decides', () => {
    const kept = { revision: 3, answers: { VG1: answer('miss') }, summary: '', spent_ms: 1 };
    const { draft } = desk({ start: version(5, { VG1: answer('full') }), kept });
    expect(draft.state()).toBe('conflict');
    expect(draft.conflict()?.answers.VG1?.value).toBe('full');
    expect(draft.answer('VG1').value).toBe('miss');
  });

  it('stored changes are dropped if the server has the same', () => {
    const kept = { revision: 3, answers: { VG1: answer('full') }, summary: '', spent_ms: 1 };
    const { draft, stored } = desk({ start: version(5, { VG1: answer('full') }), kept });
    expect(draft.state()).toBe('saved');
    expect(stored.size).toBe(0);
  });
});

describe('changed in another window', () => {
  const other = version(9, { VG1: answer('part', 'theirs') }, 'their summary');
  const conflicted = async () => {
    const made = desk({
      start: version(3, {}),
      answerWith: (revision) =>
        revision === 3 ? { kind: 'stale', other } : { kind: 'saved', revision: revision + 1, saved_at: 'x' },
    });
    made.draft.change('VG1', { value: 'full' });
    await made.pass();
    return made;
  };

  it('nothing is overwritten and nothing is lost', async () => {
    const { draft, sent, pass } = await conflicted();
    expect(draft.state()).toBe('conflict');
    expect(draft.answer('VG1').value).toBe('full');
    draft.change('VG2', { value: 'yes' });
    await pass();
    expect(sent).toHaveLength(1);
  });

  it('going on with mine saves it over theirs, knowingly', async () => {
    const { draft, sent, pass } = await conflicted();
    draft.keepMine();
    await pass();
    expect(sent.at(-1)).toMatchObject({ revision: 9, answers: { VG1: { value: 'full' } } });
    expect(draft.state()).toBe('saved');
  });

  it('going on with theirs gives mine up and saves nothing', async () => {
    const { draft, sent, stored } = await conflicted();
    draft.takeTheirs();
    expect(draft.answer('VG1')).toEqual(answer('part', 'theirs'));
    expect(draft.summary()).toBe('their summary');
    expect(draft.revision).toBe(9);
    expect(sent).toHaveLength(1);
    expect(stored.size).toBe(0);
  });

  it('the same content from elsewhere is no conflict', async () => {
    const twin = version(7, { VG1: answer('full') });
    const { draft, pass } = desk({ start: version(3, {}), answerWith: () => ({ kind: 'stale', other: twin }) });
    draft.change('VG1', { value: 'full' });
    await pass();
    expect(draft.state()).toBe('saved');
    expect(draft.revision).toBe(7);
  });
});

describe('before submitting', () => {
  it('everything is on the server, the time too', async () => {
    const { draft, sent } = desk({ start: version(3, {}) });
    expect(await draft.flush(true)).toBe(true);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.spent_ms).toBe(65_000);
  });

  it('a draft that cannot be saved is not submitted', async () => {
    const { draft } = desk({ answerWith: () => ({ kind: 'lost' }) });
    draft.change('VG1', { value: 'full' });
    expect(await draft.flush(true)).toBe(false);
  });

  it('a refusal is kept to be shown', async () => {
    const { draft, pass } = desk({ answerWith: () => Promise.reject(new Error('already-submitted')) });
    draft.change('VG1', { value: 'full' });
    await pass();
    expect(draft.state()).toBe('refused');
    expect(String(draft.error())).toContain('already-submitted');
  });

  it('afterwards nothing is kept and nothing is saved any more', async () => {
    const { draft, sent, stored, pass } = desk({ answerWith: () => ({ kind: 'lost' }) });
    draft.change('VG1', { value: 'full' });
    await pass();
    draft.close(true);
    draft.change('VG1', { value: 'miss' });
    await pass();
    expect(stored.size).toBe(0);
    expect(sent).toHaveLength(1);
  });
});

describe('comparing versions', () => {
  it('compares content, whatever the order of the keys', () => {
    expect(same({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
    expect(same({ a: 1 }, { a: 1, b: undefined })).toBe(false);
    expect(same([1, 2], [2, 1])).toBe(false);
  });

  it('names the criteria that differ; never touched and empty are the same', () => {
    expect(differences({ a: answer('x'), b: answer(null) }, { a: answer('y') })).toEqual(['a']);
  });
});

describe('undo', () => {
  const values = (draft: ReturnType<typeof desk>['draft']) =>
    ['a', 'b'].map((id) => [draft.answer(id).value, draft.answer(id).comment].join(':'));

  it('takes answers back one by one, says which, saves it, and does them again', async () => {
    const { draft, pass, sent } = desk();
    draft.change('a', { value: 'yes' });
    draft.change('b', { value: 'no' });
    draft.change('b', { value: 'yes' });
    expect(draft.undo()).toBe('b');
    expect(values(draft)).toEqual(['yes:', 'no:']);
    expect(draft.undo()).toBe('b');
    expect(draft.undo()).toBe('a');
    expect(values(draft)).toEqual([':', ':']);
    expect(draft.undo()).toBe(null);
    expect([draft.redo(), draft.redo()]).toEqual(['a', 'b']);
    expect(values(draft)).toEqual(['yes:', 'no:']);
    await pass();
    expect(sent.at(-1)?.answers).toMatchObject({ a: { value: 'yes' }, b: { value: 'no' } });
    draft.change('a', { value: 'no' });
    expect(draft.redo()).toBe(null);
  });

  it('takes what was typed in one go back as one step', () => {
    const { draft } = desk();
    draft.change('a', { value: 'no' });
    for (const comment of ['L', 'La', 'Late']) draft.change('a', { comment });
    expect(values(draft)[0]).toBe('no:Late');
    draft.undo();
    expect(values(draft)[0]).toBe('no:');
    expect(draft.madeAt()).toBeLessThanOrEqual(Date.now());
    draft.undo();
    expect(draft.madeAt()).toBe(Number.NEGATIVE_INFINITY);
  });
});
