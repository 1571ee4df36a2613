// The key of the seals. It is kept outside the database, so write access to the database alone is not enough to make a
// seal.

export type SealKey = {
  /** Tells which key it is, and nothing of the key. */
  id: string;
  /** HMAC-SHA-256, hex. */
  mac(text: string): Promise<string>;
};

export async function sealKey(secret: string): Promise<SealKey> {
  const bytes = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), algorithm, false, ['sign']);
  const mac = async (text: string): Promise<string> =>
    Buffer.from(await crypto.subtle.sign('HMAC', key, bytes.encode(text))).toString('hex');
  return { id: (await mac('attune audit key')).slice(0, 16), mac };
}
