// Ids are a prefix that names the kind, and 26 characters that sort by time of making (48 bits of milliseconds,
// 80 bits of chance, Crockford base 32, as in ULID).
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new id: `newId('int')` → `int_01k…`. */
export function newId(prefix: string, now: Date = new Date()): string {
  let time = now.getTime();
  let head = '';
  for (let i = 0; i < 10; i++) {
    head = ALPHABET[time % 32] + head;
    time = Math.floor(time / 32);
  }
  let tail = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) tail += ALPHABET[byte & 31];
  return `${prefix}_${head}${tail}`;
}
