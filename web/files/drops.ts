// Files dropped on a page.
import { createSignal, onCleanup, onMount } from 'solid-js';

/** Takes what is dropped anywhere on the page. @returns whether something is being held over it */
export function useDrops(add: (files: File[]) => void): () => boolean {
  const [over, setOver] = createSignal(false);
  // Drops beside the zone would make the browser leave the page for the file.
  let depth = 0;
  const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const enter = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    depth++;
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    depth = Math.max(0, depth - 1);
    setOver(depth > 0);
  };
  const hover = (event: DragEvent) => holdsFiles(event) && event.preventDefault();
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer || !holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    setOver(false);
    void filesOf(event.dataTransfer).then(add);
  };
  onMount(() => {
    addEventListener('dragenter', enter);
    addEventListener('dragleave', leave);
    addEventListener('dragover', hover);
    addEventListener('drop', drop);
  });
  onCleanup(() => {
    removeEventListener('dragenter', enter);
    removeEventListener('dragleave', leave);
    removeEventListener('dragover', hover);
    removeEventListener('drop', drop);
  });
  return over;
}

/** The files of a drop, those in folders too; what systems leave beside them (.DS_Store) is passed over. */
async function filesOf(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  const files = entries.length > 0 ? (await Promise.all(entries.map(filesIn))).flat() : [...transfer.files];
  return files.filter((file) => !file.name.startsWith('.'));
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile)
    return [await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  for (;;) {
    // A folder is read by the hundred.
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesIn(one)));
  }
}
