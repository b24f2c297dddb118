import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
let lastTime = 0;
let counter = 0;
// Asking for chance costs the same for a few bytes as for many.
let chance = Buffer.alloc(0);
let used = 0;

/** A sortable id: 10 characters of time, 3 of a counter within the millisecond, 8 of chance. */
export function newId(now: number = Date.now()): string {
  if (now <= lastTime) counter++;
  else {
    lastTime = now;
    counter = 0;
  }
  let random = "";
  for (const byte of someBytes(8)) random += alphabet[byte & 31];
  return encode(Math.max(now, lastTime), 10) + encode(counter & 0x7fff, 3) + random;
}

function someBytes(count: number): Uint8Array {
  if (used + count > chance.length) {
    chance = randomBytes(4096);
    used = 0;
  }
  used += count;
  return chance.subarray(used - count, used);
}

function encode(value: number, length: number): string {
  let text = "";
  let rest = value;
  for (let i = 0; i < length; i++) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
