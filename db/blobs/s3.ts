// Stored files in any store that speaks S3's protocol (AWS, MinIO, Ceph, R2 from outside), addressed by path.
import { AwsClient } from 'aws4fetch';
import type { BlobStore } from './blobs.ts';
import { type Objects, objectBlobs } from './objects.ts';

export type S3Config = {
  /** `https://s3.eu-central-1.amazonaws.com`, `http://minio:9000` */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};

export const s3Blobs = (config: S3Config): BlobStore => objectBlobs(s3Objects(config));

function s3Objects(config: S3Config): Objects {
  const door = doorOf(config);
  const { ask, tell } = door;
  return {
    list: (prefix) => list(door, prefix),

    async get(key, range) {
      const answer = await ask('GET', `/${key}`, {
        missing: true,
        headers: range ? { range: `bytes=${range.start}-${range.end}` } : {},
      });
      if (!answer) return null;
      const whole =
        /\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1] ?? answer.headers.get('content-length');
      return { stream: answer.body ?? new Blob([]).stream(), size: Number(whole) };
    },

    async size(key) {
      const answer = await ask('HEAD', `/${key}`, { missing: true });
      return answer ? Number(answer.headers.get('content-length')) : null;
    },

    async put(key, bytes) {
      await tell('PUT', `/${key}`, { body: bytes });
    },

    async remove(keys) {
      for (const key of keys) await tell('DELETE', `/${key}`);
    },

    assemble: (key, parts) => assemble(door, key, parts),
  };
}

type Door = ReturnType<typeof doorOf>;

/** Signed requests to the store. `tell` expects the object to exist; `ask` allows it to be missing. */
function doorOf(config: S3Config) {
  const { accessKeyId, secretAccessKey, region } = config;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 });
  const base = `${config.endpoint.replace(/\/+$/, '')}/${config.bucket}`;

  async function ask(
    method: string,
    path: string,
    init: { body?: Uint8Array | string; headers?: Record<string, string>; missing?: true } = {},
  ): Promise<Response | null> {
    const answer = await client.fetch(`${base}${path}`, {
      method,
      body: init.body as BodyInit | undefined,
      headers: init.headers,
    });
    if (answer.status === 404 && init.missing) return null;
    if (answer.ok) return answer;
    // A HEAD has no body to explain itself.
    const said = (await answer.text()).slice(0, 500);
    throw new StoreError(answer.status, `The object store answered ${answer.status} to ${method} ${path}: ${said}`);
  }
  const tell = async (...asked: Parameters<typeof ask>): Promise<Response> => {
    const answer = await ask(...asked);
    if (!answer) throw new Error('The object store gave no answer');
    return answer;
  };
  return { ask, tell };
}

async function list({ tell }: Door, prefix: string): Promise<{ key: string; size: number }[]> {
  const found: { key: string; size: number }[] = [];
  let token: string | null = null;
  do {
    const query: URLSearchParams = new URLSearchParams({
      'list-type': '2',
      prefix,
      ...(token ? { 'continuation-token': token } : {}),
    });
    const xml: string = await (await tell('GET', `?${query}`)).text();
    for (const [, entry] of xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) {
      found.push({ key: tag(entry ?? '', 'Key') ?? '', size: Number(tag(entry ?? '', 'Size')) });
    }
    token = tag(xml, 'IsTruncated') === 'true' ? tag(xml, 'NextContinuationToken') : null;
  } while (token);
  return found;
}

/** One object from parts; on failure none of them remain. */
async function assemble({ ask, tell }: Door, key: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const id = tag(await (await tell('POST', `/${key}?uploads=`)).text(), 'UploadId');
  if (!id) throw new Error('The object store gave no id for an upload in parts');
  const upload = `uploadId=${encodeURIComponent(id)}`;
  try {
    let list = '';
    let number = 0;
    for await (const part of parts) {
      number++;
      const answer = await tell('PUT', `/${key}?partNumber=${number}&${upload}`, { body: part });
      list += `<Part><PartNumber>${number}</PartNumber><ETag>${answer.headers.get('etag')}</ETag></Part>`;
    }
    const body = `<CompleteMultipartUpload>${list}</CompleteMultipartUpload>`;
    const said = await (await tell('POST', `/${key}?${upload}`, { body })).text();
    // Success is announced before it is known: an error can follow a 200.
    if (said.includes('<Error>'))
      throw new Error(`The object store could not put the parts together: ${said.slice(0, 500)}`);
  } catch (error) {
    await ask('DELETE', `/${key}?${upload}`, { missing: true }).catch(() => {});
    throw error;
  }
}

/** The status tells an outage from a fault of what was asked. */
class StoreError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Text of the first such element. Our keys hold no character that XML would escape. */
function tag(xml: string, name: string): string | null {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? null;
}
