// The models included with the product are unchanged since they were added.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findModel, modelsAtHand } from '../../../transcription/models/folder.ts';
import { DEFAULT_MODEL } from '../../../transcription/models/place.ts';
import { checkShipped, SHIPPED } from '../../../transcription/models/shipped.ts';

const MODELS = ['silero-vad', 'speaker-ge2e', 'whisper-base'];

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'attune-shipped-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Two models of one file each, with their checksums. */
function twoModels(): string {
  const root = folder();
  const sums = ['one', 'two'].map((name) => {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, 'graph.onnx'), name);
    return `${createHash('sha256').update(name).digest('hex')}  ${name}/graph.onnx\n`;
  });
  writeFileSync(join(root, 'SHA256SUMS'), sums.join(''));
  return root;
}

it('every file of every model has its checksum, and no checksum is of anything else', async () => {
  for (const model of MODELS) await checkShipped(join(SHIPPED, model));
  const listed = [...readFileSync(join(SHIPPED, 'SHA256SUMS'), 'utf8').matchAll(/ {2}(.+)\n/g)].map(([, name]) => name);
  const there = MODELS.flatMap((model) =>
    readdirSync(join(SHIPPED, model), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(SHIPPED.length + 1)
          .replaceAll('\\', '/'),
      ),
  );
  expect(listed.toSorted()).toEqual(there.toSorted());
});

it('a model with a changed byte is refused by the name of the file, the others are not, and again once it is restored', async () => {
  const root = twoModels();
  const file = join(root, 'one', 'graph.onnx');
  writeFileSync(file, 'onE');
  const refusal = { code: 'shipped-model-damaged', detail: `${file} does not have its checksum` };
  await expect(checkShipped(join(root, 'one'), root)).rejects.toMatchObject(refusal);
  await expect(checkShipped(file, root)).rejects.toMatchObject(refusal);
  await checkShipped(join(root, 'two'), root);
  writeFileSync(file, 'one');
  await checkShipped(join(root, 'one'), root);
});

it('a model that is not listed, or lacks a file, is refused', async () => {
  const root = twoModels();
  rmSync(join(root, 'one', 'graph.onnx'));
  const code = 'shipped-model-damaged';
  await expect(checkShipped(join(root, 'one'), root)).rejects.toMatchObject({
    code,
    detail: /graph\.onnx is missing$/,
  });
  await expect(checkShipped(join(root, 'three'), root)).rejects.toMatchObject({ code });
  rmSync(join(root, 'SHA256SUMS'));
  await expect(checkShipped(join(root, 'two'), root)).rejects.toMatchObject({ code });
});

it('a model is compared once in a process, and one that came from elsewhere not at all', async () => {
  const root = twoModels();
  await checkShipped(join(root, 'one'), root);
  writeFileSync(join(root, 'one', 'graph.onnx'), 'changed while it was open');
  await checkShipped(join(root, 'one'), root);
  await checkShipped(join(folder(), 'one'), root);
});

it('the default model is found where nothing else is named, and after one of the same name in a folder of your own', async () => {
  const nowhere = { model: DEFAULT_MODEL, models: null, cache: null, hub: null };
  expect(await findModel(nowhere)).toEqual({ name: DEFAULT_MODEL, folder: join(SHIPPED, DEFAULT_MODEL) });
  const own = folder();
  expect(await findModel({ ...nowhere, models: own })).toMatchObject({ folder: join(SHIPPED, DEFAULT_MODEL) });
  symlinkSync(join(SHIPPED, DEFAULT_MODEL), join(own, DEFAULT_MODEL), 'junction');
  expect(await findModel({ ...nowhere, models: own })).toMatchObject({ folder: join(own, DEFAULT_MODEL) });
  const atHand = await modelsAtHand({ models: own, cache: null });
  expect(atHand).toEqual([{ model: DEFAULT_MODEL, bytes: expect.any(Number) }]);
  expect(await modelsAtHand({ models: null, cache: null })).toEqual(atHand);
});
