// How many recordings a machine transcribes in parallel, and with how many threads each. Two threads serve one
// recording well, four slightly better, more hardly at all, because decoding is sequential. So many cores are used for
// several recordings, as far as each has memory for its own model.

export type Machine = {
  /** Processor cores this program may use. */
  cores: number;
  /** Memory this program may use, bytes. */
  memory_bytes: number;
  /** Size of the largest model in use, bytes. */
  model_bytes: number;
};

export type Capacity = {
  /** Recordings at once, each in a process of its own. */
  children: number;
  /** Processor threads of each. */
  threads: number;
};

const MB = 1e6;
/** A process that transcribes without its model: Node, the runtime, the voice detector, the audio being processed. */
const PROCESS_BYTES = 450 * MB;
/**
 * The weights, the arena of the runtime and a window's states; measured with tiny and base, supposed for the others.
 */
const PER_MODEL_BYTE = 3;
/** For the server, the database and the system beside. */
const BESIDE_BYTES = 1000 * MB;
const GOOD_THREADS = 2;
const MOST_THREADS = 4;

/** What one process that transcribes takes with a model of so many bytes, in bytes. */
export function memoryFor(modelBytes: number): number {
  return PROCESS_BYTES + PER_MODEL_BYTE * modelBytes;
}

/** @param wanted what the operator has decided; null: derived from the machine */
export function planCapacity(
  machine: Machine,
  wanted: { children: number | null; threads: number | null } = { children: null, threads: null },
): Capacity {
  const cores = Math.max(1, Math.floor(machine.cores));
  const fitting = Math.floor((machine.memory_bytes - BESIDE_BYTES) / memoryFor(machine.model_bytes));
  const children = wanted.children ?? Math.max(1, Math.min(Math.floor(cores / GOOD_THREADS), fitting));
  const threads = wanted.threads ?? Math.max(1, Math.min(MOST_THREADS, Math.floor(cores / children)));
  return { children, threads };
}
