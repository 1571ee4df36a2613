// Imports the demonstration's interactions: six calls as files, chats and emails as one import. Five calls get the
// transcript the product's own pipeline produced; the sixth waits for the worker on this machine.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deps } from '../../api/app/app.ts';
import type { Ctx } from '../../db/database/context.ts';
import { importChats } from '../../db/interactions/chats.ts';
import { beginUpload, finishUpload, receivePiece } from '../../db/interactions/uploads.ts';
import { type HeardTranscript, recordTranscript, startTranscription } from '../../db/transcripts/transcripts.ts';
import { LIBRARY_1 } from '../../scorecards/scorecard/library-1.ts';
import { score } from '../../scorecards/scorecard/score.ts';
import { seeded } from '../../scorecards/statistics/random.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { demoAnswers, type Judgement, spokenMoment, typedMoment } from './answers.ts';
import { DEMO_AGENTS, DEMO_RECORDINGS, demoEmail } from './centre.ts';
import type { Cast } from './people.ts';
import { type DemoText, demoTexts, filled, readCallRatings, readTemplates, type Template } from './texts.ts';

/** What a careful reviewer would answer on an interaction, by its external id and the scorecard's key. */
export type Judgements = Map<string, Map<string, Judgement>>;

const DAY_MS = 86_400_000;
/** Each agent has an interaction every few days: about 120 in six weeks. */
const EVERY_DAYS = 3.6;

export async function importInteractions(deps: Deps, cast: Cast, folder: string): Promise<Judgements> {
  const { now } = cast;
  const templates = readTemplates(join(folder, 'texts'));
  const texts = demoTexts({
    templates,
    goodness: goodnessOf,
    authors: DEMO_AGENTS.map((agent) => ({ ...agent, email: demoEmail(agent.id) })),
    every_days: EVERY_DAYS,
    today: now.toISOString().slice(0, 10),
    seed: 'harbour',
  });
  const items = texts.map(({ chat }, index) => ({ line: index + 1, value: chat }));
  const report = await importChats(cast.as('helen', now), {
    file: { kind: 'objects', unit: 'item', items },
    dry_run: false,
  });
  if (report.refused.length > 0)
    throw new Error(`the demonstration's texts are refused: ${JSON.stringify(report.refused[0])}`);

  const judgements: Judgements = new Map(texts.map((text) => [text.chat.external_id, judgementsOfText(text)]));
  const ratings = readCallRatings(join(folder, 'texts'));
  for (const call of DEMO_RECORDINGS) {
    const transcript = await takeInCall(deps, cast, folder, call);
    const judged = ratings[call.id];
    if (transcript && judged) judgements.set(call.id, judgementsOfCall(transcript.turns, judged));
  }
  return judgements;
}

/** 0 to 1: the product's score of what a careful reviewer answers on the chat scorecard. */
function goodnessOf(template: Template): number {
  const scorecard = LIBRARY_1.find((card) => card.id === 'CH')!;
  const answers = demoAnswers(scorecard, { ratings: template.ratings.CH ?? {}, evidence: {} }, 0, seeded('even'));
  return (score(scorecard, answers).score_bp ?? 0) / 10_000;
}

async function takeInCall(
  deps: Deps,
  cast: Cast,
  folder: string,
  call: (typeof DEMO_RECORDINGS)[number],
): Promise<HeardTranscript | null> {
  const bytes = readFileSync(join(folder, 'recordings', `${call.id}.wav`));
  const taken = new Date(cast.now.getTime() - call.days_ago * DAY_MS);
  const importer = { ...cast.as('helen', cast.now), blobs: deps.blobs };
  const { id } = await beginUpload(importer, {
    file_name: `${call.id}.wav`,
    size: bytes.length,
    metadata: {
      external_id: call.id,
      agent: demoEmail(call.agent),
      channel: 'voice',
      started_at: taken.toISOString(),
      queue: call.queue,
      language: call.language,
      agent_channel: call.agent_channel,
      direction: 'inbound',
    },
  });
  await receivePiece(importer, { id, offset: 0, piece: bytes });
  const { interaction } = await finishUpload(importer, { id });
  if (call.live) return null;

  // As the worker would record it; the job that waits for a worker will find it done.
  const transcript = JSON.parse(
    readFileSync(join(folder, 'transcripts', `${call.id}.json`), 'utf8'),
  ) as HeardTranscript;
  const worker: Ctx = {
    ...importer,
    actor: { organisation: importer.actor.organisation, member: null, roles: [], scope: null, worker: true },
  };
  await startTranscription(worker, { interaction_id: interaction.id });
  await recordTranscript(worker, { interaction_id: interaction.id, transcript });
  return transcript;
}

function judgementsOfText({ template, slots, chat }: DemoText): Map<string, Judgement> {
  const turns = chat.turns as { at: string }[];
  const first = Date.parse(turns[0]!.at);
  const asTurns = turns.map(({ at }) => ({
    start_ms: Date.parse(at) - first,
    end_ms: Date.parse(at) - first,
  })) as Turn[];
  return byCard(template.ratings, template.evidence, ({ turn, quote, comment }) => ({
    moment: typedMoment(asTurns, turn, filled(quote, slots)),
    comment: filled(comment, slots),
  }));
}

function judgementsOfCall(turns: Turn[], judged: ReturnType<typeof readCallRatings>[string]): Map<string, Judgement> {
  return byCard(judged.ratings, judged.evidence, ({ start_ms, end_ms, comment }) => ({
    moment: spokenMoment(turns, { start_ms, end_ms }),
    comment,
  }));
}

function byCard<E>(
  ratings: Record<string, Record<string, string>>,
  evidence: Record<string, E[]>,
  toMoment: (evidence: E) => Judgement['evidence'][string][number],
): Map<string, Judgement> {
  const moments = Object.fromEntries(
    Object.entries(evidence).map(([criterion, found]) => [criterion, found.map(toMoment)]),
  );
  return new Map(Object.entries(ratings).map(([card, answers]) => [card, { ratings: answers, evidence: moments }]));
}
