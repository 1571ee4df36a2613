// Finds or fetches a model: in the administrator's folder, among the included models, among earlier downloads, then
// from the hub.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { Refusal } from '../failure/refusal.ts';
import { downloadModel, isComplete } from './download.ts';
import { type ChosenGraphs, chooseFiles } from './files.ts';
import { hubName, type ModelPlace, PUBLIC_HUB, productName } from './place.ts';
import { SHIPPED } from './shipped.ts';

export type FoundModel = {
  /** Name for the transcript. */
  name: string;
  /** Absolute path. */
  folder: string;
};

type Where = Pick<ModelPlace, 'model' | 'models' | 'cache' | 'hub'>;

/** A model on this machine; null where it is not, or not all of it. */
export async function findModel({ model, models, cache }: Where): Promise<FoundModel | null> {
  const given = isAbsolute(model) || model.startsWith('.') ? model : null;
  for (const folder of [given, models && join(models, model), join(SHIPPED, model)]) {
    if (folder && existsSync(join(folder, 'config.json'))) return { name: model, folder: resolve(folder) };
  }
  const name = hubName(model);
  if (cache === null || name === null) return null;
  const folder = resolve(cache, name);
  return (await isComplete(folder)) ? { name, folder } : null;
}

/**
 * A model on this machine, downloaded where it is not yet.
 * @param progress bytes so far and all of them, while a download goes on
 * @throws Refusal as {@link downloadModel}
 */
export async function fetchModel(
  where: Where,
  progress: (received: number, total: number) => void,
  signal: AbortSignal | null = null,
): Promise<FoundModel> {
  const found = await findModel(where);
  if (found) return found;
  const { model, models, cache, hub } = where;
  const name = hubName(model);
  if (cache === null || name === null) {
    throw new Refusal(
      'model-unavailable',
      `there is no model "${model}" in ${[models, SHIPPED].filter(Boolean).join(' or ')}`,
    );
  }
  const folder = resolve(cache, name);
  try {
    await downloadModel({ name, folder, hub: (hub ?? PUBLIC_HUB).replace(/\/+$/, ''), progress, signal });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('model-unavailable', `${name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return { name, folder };
}

/** How the weights of a model on this machine are stored. @throws Refusal `model-unfit` */
export function graphsOf({ name, folder }: FoundModel): ChosenGraphs {
  const chosen = chooseFiles(filesIn(folder));
  if ('missing' in chosen) throw new Refusal('model-unfit', `${name} has no ${chosen.missing}`);
  return chosen.graphs;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** Every model that can be opened on this machine, by the name it is chosen by. */
export async function modelsAtHand({
  models,
  cache,
}: Pick<Where, 'models' | 'cache'>): Promise<{ model: string; bytes: number }[]> {
  const found = new Map<string, number>();
  for (const folder of [models, SHIPPED]) {
    for (const name of foldersIn(folder)) note(name, join(folder ?? '', name));
  }
  for (const owner of foldersIn(cache)) {
    for (const name of foldersIn(join(cache ?? '', owner))) {
      const folder = join(cache ?? '', owner, name);
      if (await isComplete(folder)) note(productName(`${owner}/${name}`), folder);
    }
  }
  return [...found].map(([model, bytes]) => ({ model, bytes }));

  function note(model: string, folder: string): void {
    const chosen = chooseFiles(filesIn(folder));
    if ('missing' in chosen || found.has(model)) return;
    found.set(
      model,
      chosen.files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0),
    );
  }
}

function foldersIn(folder: string | null): string[] {
  if (!folder || !existsSync(folder)) return [];
  // A link to a folder is as good as one.
  return readdirSync(folder).filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory());
}
