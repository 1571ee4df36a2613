// The demonstration's chats and emails: two dozen written by hand, each with slots (names, orders, items) from which a
// seed generates many. A template also contains a careful reviewer's answers; the product computes the scores.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Random, seeded } from '../../scorecards/statistics/random.ts';

const Rating = z.record(z.string(), z.string());
const TextEvidence = z.object({ turn: z.int(), quote: z.string(), comment: z.string() });
const Template = z.object({
  id: z.string(),
  language: z.enum(['en', 'zh-CN']),
  channel: z.enum(['chat', 'email']),
  queue: z.string(),
  complaint: z.boolean(),
  csat: z.int().nullable(),
  resolved: z.boolean(),
  slots: z.record(z.string(), z.array(z.string())),
  turns: z.array(z.object({ speaker: z.enum(['customer', 'agent', 'system']), after_s: z.number(), text: z.string() })),
  ratings: z.record(z.string(), Rating),
  evidence: z.record(z.string(), z.array(TextEvidence)),
});
export type Template = z.infer<typeof Template>;

const CallEvidence = z.object({ start_ms: z.int(), end_ms: z.int(), quote: z.string(), comment: z.string() });
const CallRatings = z.record(
  z.string(),
  z.object({
    ratings: z.record(z.string(), Rating),
    evidence: z.record(z.string(), z.array(CallEvidence)),
  }),
);
export type CallRatings = z.infer<typeof CallRatings>;

export function readTemplates(folder: string): Template[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'ratings-calls.json')
    .sort()
    .map((name) => Template.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

export const readCallRatings = (folder: string): CallRatings =>
  CallRatings.parse(JSON.parse(readFileSync(join(folder, 'ratings-calls.json'), 'utf8')));

export type Slots = Readonly<Record<string, string>>;

/** One chat or email as an importer hands it over, with the template it came from and what fills its slots. */
export type DemoText = {
  template: Template;
  slots: Slots;
  chat: Record<string, unknown> & { external_id: string; agent: string; started_at: string };
};

/** An agent as the generator sees them. */
export type Author = {
  email: string;
  name: string;
  language: 'en' | 'zh';
  /** 0 to 1, the share of good texts among theirs. */
  care: number;
  /** Working here for so many days. */
  days: number;
};

/** From this share of the score on, a text counts as a good one. */
const GOOD = 0.8;
const DAY_MS = 86_400_000;

/**
 * A text of each agent every `every_days` days, in the working hours of the days they have been here before `today` (an
 * ISO date in UTC). `goodness` tells the good templates, 0 to 1: the product's own score of their ratings.
 */
export function demoTexts(input: {
  templates: Template[];
  goodness: (template: Template) => number;
  authors: Author[];
  every_days: number;
  today: string;
  seed: string;
}): DemoText[] {
  const made = new Set<string>();
  return input.authors.flatMap((author) => {
    const random = seeded(`${input.seed} ${author.email}`);
    const own = input.templates.filter((template) => template.language.startsWith(author.language));
    const likely = (template: Template): number => {
      const goodness = input.goodness(template);
      return goodness >= GOOD ? author.care : (1 - author.care) / 2;
    };
    const first = Date.parse(`${input.today}T01:00:00Z`) - author.days * DAY_MS;
    return Array.from({ length: Math.floor(author.days / input.every_days) }, (_, index): DemoText => {
      const day = Math.floor((index + random.below(1000) / 1000) * input.every_days);
      const start = first + day * DAY_MS + random.below(8 * 3_600_000);
      for (;;) {
        const template = pick(random, own, likely);
        const slots = fillSlots(template, author, random);
        const turns = template.turns.map((turn) => ({ ...turn, text: filled(turn.text, slots) }));
        const words = JSON.stringify(turns.map((turn) => turn.text));
        if (made.has(words)) continue;
        made.add(words);
        return { template, slots, chat: asChat(template, author, turns, start) };
      }
    });
  });
}

function fillSlots(template: Template, author: Author, random: Random): Slots {
  const chosen: Record<string, string> = { agent: author.name.split(' ')[0]! };
  for (const [slot, choices] of Object.entries(template.slots)) chosen[slot] = choices[random.below(choices.length)]!;
  return chosen;
}

/** `{name}` in a text of a template stands for the slot of that name. */
export const filled = (text: string, slots: Slots): string =>
  text.replace(/\{(\w+)\}/g, (whole, slot: string) => slots[slot] ?? whole);

function asChat(template: Template, author: Author, turns: Template['turns'], start: number) {
  let at = start;
  return {
    external_id: `${template.channel.toUpperCase()}-${start.toString(36)}`,
    agent: author.email,
    channel: template.channel,
    started_at: new Date(start).toISOString(),
    queue: template.queue,
    language: template.language,
    direction: 'inbound',
    ...(template.csat === null ? {} : { csat: template.csat }),
    resolved: template.resolved,
    turns: turns.map((turn) => {
      at += turn.after_s * 1000;
      return { speaker: turn.speaker, at: new Date(at).toISOString(), text: turn.text };
    }),
  };
}

/** One of the items, each as likely as its weight says. */
function pick<T>(random: Random, items: T[], weight: (item: T) => number): T {
  const weights = items.map((item) => Math.max(1, Math.round(weight(item) * 1000)));
  let left = random.below(weights.reduce((sum, each) => sum + each, 0));
  for (const [index, each] of weights.entries()) {
    left -= each;
    if (left < 0) return items[index]!;
  }
  return items.at(-1)!;
}
