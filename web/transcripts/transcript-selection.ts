// Text selected by pointer or keyboard, as evidence, and where its menu is placed.

import { createEffect, createSignal, on, onCleanup, onMount } from 'solid-js';
import type { Evidence } from '../../scorecards/scorecard/answers.ts';
import type { TranscriptView } from './data.ts';
import { evidenceOf } from './view.ts';

export type Selected = { evidence: Evidence; left: number; top: number };

export function createSelection(of: {
  scroller: () => HTMLElement;
  transcript: () => TranscriptView;
  /** Nothing is read where nothing is done with it. */
  wanted: () => boolean;
  onSelect: (evidence: Evidence | null) => void;
}) {
  const [selected, setSelected] = createSignal<Selected | null>(null);
  createEffect(on(selected, (own) => of.onSelect(own?.evidence ?? null), { defer: true }));
  onMount(() => {
    const settle = () => window.getSelection()?.isCollapsed && setSelected(null);
    document.addEventListener('selectionchange', settle);
    onCleanup(() => document.removeEventListener('selectionchange', settle));
  });
  return {
    selected,
    read: (): void => void setSelected(of.wanted() ? selectedIn(of.scroller(), of.transcript()) : null),
    clear(): void {
      window.getSelection()?.removeAllRanges();
      setSelected(null);
    },
  };
}

function selectedIn(scroller: HTMLElement, transcript: TranscriptView): Selected | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!scroller.contains(range.startContainer)) return null;
  const from = letterAt(range.startContainer, range.startOffset);
  const to = scroller.contains(range.endContainer) ? letterAt(range.endContainer, range.endOffset) : null;
  const evidence = from && to && evidenceOf(transcript.turns, from, to, transcript.revision);
  if (!evidence) return null;
  const box = range.getBoundingClientRect();
  const frame = scroller.getBoundingClientRect();
  return {
    evidence,
    left: Math.max(8, Math.min(box.left - frame.left, frame.width - 320)),
    top: box.bottom - frame.top + scroller.scrollTop + 6,
  };
}

function letterAt(node: Node, offset: number): { turn: number; letter: number } | null {
  const element = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-turn]');
  const text = element?.querySelector('[data-text]');
  if (!element || !text) return null;
  const range = document.createRange();
  range.selectNodeContents(text);
  if (range.comparePoint(node, offset) < 0) return { turn: Number(element.dataset.turn), letter: 0 };
  if (range.comparePoint(node, offset) === 0) range.setEnd(node, offset);
  // The numbers of evidence are in the line but not in the text.
  const notes = [...range.cloneContents().querySelectorAll('sup')].reduce(
    (sum, sup) => sum + (sup.textContent?.length ?? 0),
    0,
  );
  return { turn: Number(element.dataset.turn), letter: range.toString().length - notes };
}
