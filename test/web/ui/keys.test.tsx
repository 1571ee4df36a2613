import { cleanup, fireEvent, render } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { reviewKeys } from '../../../web/evaluations/desk/review-keys.ts';
import { KeyMap, useKeys } from '../../../web/ui/keys.tsx';
import { showLanguage } from '../../../web/words/words.ts';

beforeAll(() => showLanguage('en'));
afterEach(cleanup);

/** A workspace that only writes down what its keys do. */
function desk(sound = true) {
  const done: string[] = [];
  const note =
    (name: string) =>
    (...args: unknown[]) =>
      void done.push([name, ...args].join(' '));
  function Desk() {
    useKeys(() =>
      reviewKeys({
        sound,
        toggle: note('toggle'),
        by: note('by'),
        turn: note('turn'),
        speed: note('speed'),
        criterion: note('criterion'),
        answer: note('answer'),
        clear: note('clear'),
        undo: note('undo'),
        redo: note('redo'),
        comment: note('comment'),
        pin: note('pin'),
        find: note('find'),
        evidence: note('evidence'),
        submit: note('submit'),
      }),
    );
    return (
      <>
        <textarea aria-label="comment" />
        <input type="search" aria-label="find" />
        <button type="button">press</button>
        <div role="dialog" aria-label="open">
          <p tabIndex={-1}>inside</p>
        </div>
      </>
    );
  }
  const page = render(() => <Desk />);
  const press = (key: string, of: Partial<KeyboardEventInit> = {}, on: Element = document.body) =>
    !fireEvent.keyDown(on, { key, ...of });
  return { done, press, page };
}

describe('the keys of the workspace', () => {
  it('do what interface and key map say', () => {
    const { done, press } = desk();
    press(' ');
    press('ArrowLeft');
    press('ArrowRight');
    press('ArrowLeft', { shiftKey: true });
    press('ArrowRight', { shiftKey: true });
    press('[');
    press(']');
    press('j');
    press('ArrowDown');
    press('k');
    press('ArrowUp');
    press('3');
    press('0');
    press('Backspace');
    press('c');
    press('e');
    press('/');
    press('Enter', { ctrlKey: true });
    expect(done).toEqual([
      'toggle',
      'by -5000',
      'by 5000',
      'turn -1',
      'turn 1',
      'speed -1',
      'speed 1',
      'criterion 1',
      'criterion 1',
      'criterion -1',
      'criterion -1',
      'answer 3',
      'answer 0',
      'clear',
      'comment',
      'pin',
      'find',
      'submit',
    ]);
  });

  it('G and a number go to that evidence and answer nothing', () => {
    const { done, press } = desk();
    press('g');
    press('2');
    press('2');
    expect(done).toEqual(['evidence 2', 'answer 2']);
  });

  it('are not taken from text fields, except for submitting', () => {
    const { done, press, page } = desk();
    for (const field of [page.getByLabelText('comment'), page.getByLabelText('find')]) {
      for (const key of [' ', 'j', '1', '/', '?', 'ArrowLeft', 'Backspace']) expect(press(key, {}, field)).toBe(false);
      press('Enter', { ctrlKey: true }, field);
    }
    expect(done).toEqual(['submit', 'submit']);
  });

  it('leave Space and Enter to a button, and everything to a dialog', () => {
    const { done, press, page } = desk();
    press(' ', {}, page.getByText('press'));
    press('Enter', {}, page.getByText('press'));
    press('j', {}, page.getByText('inside'));
    expect(done).toEqual([]);
    press('j', {}, page.getByText('press'));
    expect(done).toEqual(['criterion 1']);
  });

  it('leave the browser its own: Ctrl, Alt and ⌘ with a letter', () => {
    const { done, press } = desk();
    expect(press('c', { ctrlKey: true })).toBe(false);
    expect(press('e', { altKey: true })).toBe(false);
    expect(press('k', { metaKey: true })).toBe(false);
    expect(done).toEqual([]);
  });

  it('are left to the input method while someone types Chinese', () => {
    const { done, press } = desk();
    press('j', { isComposing: true });
    expect(done).toEqual([]);
  });

  it('held down repeat only where that is meant', () => {
    const { done, press } = desk();
    press('ArrowRight', { repeat: true });
    press(' ', { repeat: true });
    press('1', { repeat: true });
    expect(done).toEqual(['by 5000']);
  });

  it('without sound have none for the player', () => {
    const { done, press } = desk(false);
    press(' ');
    press('[');
    press('ArrowRight', { shiftKey: true });
    expect(done).toEqual(['turn 1']);
  });

  it('are gone with the page', () => {
    const { done, press, page } = desk();
    page.unmount();
    press('j');
    expect(done).toEqual([]);
  });
});

describe('several pages of keys', () => {
  it('the page over the shell wins, and the map shows each once', async () => {
    const done: string[] = [];
    const [inner, setInner] = createSignal(true);
    function Part(props: { name: string }) {
      useKeys(() => [{ keys: ['x'], shown: 'X', says: `do ${props.name}`, do: () => void done.push(props.name) }]);
      return null;
    }
    render(() => (
      <>
        <Part name="shell" />
        {inner() && <Part name="page" />}
        <KeyMap />
      </>
    ));
    fireEvent.keyDown(document.body, { key: 'x' });
    setInner(false);
    fireEvent.keyDown(document.body, { key: 'x' });
    expect(done).toEqual(['page', 'shell']);
  });
});
