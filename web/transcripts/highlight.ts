import type { Hit } from './view.ts';

/** Written here because style sheet compilers do not know the pseudo-element yet. */
const LOOK = `
::highlight(found) { background-color: color-mix(in oklch, var(--accent) 24%, transparent) }
::highlight(found-now) { background-color: var(--accent); color: var(--accent-ink) }`;
let sheet: CSSStyleSheet | null = null;
function look(): void {
  if (sheet) return;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(LOOK);
  document.adoptedStyleSheets.push(sheet);
}

/** What was searched for, lit without touching the page's elements. Browsers without highlights still scroll there. */
export function highlight(scroller: HTMLElement | null, hits: readonly Hit[], current: Hit | null): void {
  if (typeof Highlight === 'undefined' || !CSS.highlights) return;
  CSS.highlights.delete('found');
  CSS.highlights.delete('found-now');
  if (!scroller || hits.length === 0) return;
  look();
  const rangeOf = (hit: Hit): Range | null => {
    const text = scroller.querySelector(`[data-turn="${hit.turn}"] [data-text]`);
    if (!text) return null;
    const range = document.createRange();
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest('sup') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    let at = 0;
    let begun = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (!begun && hit.from < at + length) {
        range.setStart(node, hit.from - at);
        begun = true;
      }
      if (begun && hit.to <= at + length) {
        range.setEnd(node, hit.to - at);
        return range;
      }
      at += length;
    }
    return null;
  };
  const ranges = (list: readonly Hit[]) => list.flatMap((hit) => rangeOf(hit) ?? []);
  CSS.highlights.set('found', new Highlight(...ranges(hits.slice(0, 500))));
  if (current) {
    const now = new Highlight(...ranges([current]));
    now.priority = 1;
    CSS.highlights.set('found-now', now);
  }
}
