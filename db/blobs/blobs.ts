// Stored files behind one interface: a recording arrives in pieces under the id of its upload, and is then stored under
// the SHA-256 of its bytes in its organisation's own space. Organisations never share a file, so neither can learn what
// the other has. Drivers: a local folder (Node) and object stores (R2 in Workers, S3 anywhere).

/** Both ends belong to it, as in HTTP. */
export type Range = { start: number; end: number };

export type Stored = {
  /** The bytes asked for. */
  stream: ReadableStream<Uint8Array>;
  /** Of the whole file. */
  size: number;
};

export type BlobStore = {
  /** How many bytes a piece should have; the last one has what is left. */
  readonly pieceBytes: number;
  /** Bytes that have come in so far; 0 for an upload that nothing is known of. */
  received(uploadId: string): Promise<number>;
  /**
   * Adds a piece. What was acknowledged is kept, whatever fails afterwards.
   * @param offset where the piece begins; when it is not `received`, nothing is written and `appended` is false
   * @param most bytes the piece may have: a longer one is refused with TooLong and leaves nothing behind
   */
  append(
    uploadId: string,
    offset: number,
    piece: Piece,
    most: number,
  ): Promise<{ received: number; appended: boolean }>;
  /** The first bytes of what has come in, at most `length`. */
  peek(uploadId: string, length: number): Promise<Uint8Array>;
  /** Keeps the upload under its content. May be done twice; the pieces stay until `discard`. */
  finish(organisation: string, uploadId: string): Promise<{ sha256: string; size: number }>;
  /** Forgets the pieces of an upload; what `finish` has kept stays. */
  discard(uploadId: string): Promise<void>;
  /** Forgets every file of an organisation. Pieces of its uploads are named by their uploads: `discard`. */
  drop(organisation: string): Promise<void>;
  exists(organisation: string, sha256: string): Promise<boolean>;
  /** null when there is no such file. A range that begins behind the end gives no bytes. */
  read(organisation: string, sha256: string, range?: Range): Promise<Stored | null>;
  /** Where the file lies on this machine; null where it does not (object stores). */
  path(organisation: string, sha256: string): string | null;
};

export type Piece = Uint8Array | ReadableStream<Uint8Array>;

/** A piece that brings more bytes than were announced. */
export class TooLong extends Error {}

const ID = /^[a-z]+_[0-9a-z]{10,40}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** `org_…/ab/abcd…`: names come from our own ids and hashes alone, never from what a client wrote. */
export function blobKey(organisation: string, sha256: string): string {
  if (!ID.test(organisation) || !SHA256.test(sha256)) throw new Error('Not the name of a stored file');
  return `${organisation}/${sha256.slice(0, 2)}/${sha256}`;
}

/** `org_…/`: what every file of an organisation begins with. */
export function organisationKey(organisation: string): string {
  if (!ID.test(organisation)) throw new Error('Not the name of an organisation');
  return `${organisation}/`;
}

/** `uploads/upl_…` */
export function uploadKey(uploadId: string): string {
  if (!ID.test(uploadId)) throw new Error('Not the name of an upload');
  return `uploads/${uploadId}`;
}

/** The chunks of a piece, one after the other; TooLong as soon as there are more bytes than `most`. */
export async function* chunksOf(piece: Piece, most: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of piece instanceof Uint8Array ? [piece] : piece) {
    length += chunk.byteLength;
    if (length > most) throw new TooLong();
    yield chunk;
  }
}

/** Chunks as a stream that asks for one at a time; when its reader goes away the generator ends what it holds. */
export function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
