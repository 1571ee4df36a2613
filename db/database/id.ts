// Ids: a prefix for the kind, and 26 characters that sort by creation time (a monotonic ULID: 48 bits of milliseconds,
// 80 random bits, Crockford base 32). Ids created in the same millisecond count up, so rows written together keep their
// order.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TAIL = 16;

let last = { time: -1, tail: new Uint8Array(TAIL) };

/** A new id: `newId('int')` → `int_01k…`. */
export function newId(prefix: string, now: Date = new Date()): string {
  let time = now.getTime();
  const tail = time === last.time ? following(last.tail) : chance();
  last = { time, tail };
  let head = '';
  for (let i = 0; i < 10; i++) {
    head = ALPHABET[time % 32] + head;
    time = Math.floor(time / 32);
  }
  return `${prefix}_${head}${Array.from(tail, (digit) => ALPHABET[digit]).join('')}`;
}

/** 16 digits of base 32. The first bit stays free for counting up. */
function chance(): Uint8Array<ArrayBuffer> {
  const digits = crypto.getRandomValues(new Uint8Array(TAIL)).map((byte) => byte & 31);
  digits[0]! &= 15;
  return digits;
}

function following(tail: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const next = tail.slice();
  for (let i = TAIL - 1; i >= 0; i--) {
    next[i] = (next[i]! + 1) & 31;
    if (next[i] !== 0) break;
  }
  return next;
}
