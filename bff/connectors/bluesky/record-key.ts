import { createHash } from "node:crypto";

const letters = "234567abcdefghijklmnopqrstuvwxyz";
const epoch = BigInt(Date.UTC(2024, 0, 1)) * 1000n;
const yearInMicroseconds = 365n * 86_400_000_000n;

/**
 * The record key of a reply, made from its idempotency key alone: a second attempt writes to the same place and so
 * can never become a second post. It is a valid TID (13 letters: microseconds and a clock id) that lies in 2024,
 * because some readers distrust keys from the future. 54.8 bits differ between keys.
 */
export function recordKeyOf(idempotencyKey: string): string {
  const digest = createHash("sha256").update(idempotencyKey).digest();
  const time = epoch + (digest.readBigUInt64BE(0) % yearInMicroseconds);
  const clockId = BigInt(digest.readUInt16BE(8) & 1023);
  let rest = (time << 10n) | clockId;
  let key = "";
  for (let place = 0; place < 13; place += 1) {
    key = letters[Number(rest & 31n)] + key;
    rest >>= 5n;
  }
  return key;
}
