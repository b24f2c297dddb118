import { Transform, type TransformCallback } from "node:stream";

/** The longest line that is read, in bytes; a longer one is cut out and named, and the rest goes on. */
export const longestLine = 1_000_000;

const newline = 10;

/**
 * Passes bytes through and takes out lines longer than `limit`, leaving their line break so that line numbers stay
 * true. Memory is bounded by `limit`, however long the line. `onLong` gets the line's number and its length in bytes.
 */
export class LongLineFilter extends Transform {
  #line = 1;
  #held: Buffer[] = [];
  #heldLength = 0;
  #dropping = false;
  #limit: number;
  #onLong: (line: number, bytes: number) => void;

  constructor(onLong: (line: number, bytes: number) => void, limit = longestLine) {
    super();
    this.#onLong = onLong;
    this.#limit = limit;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const first = chunk.indexOf(newline);
    if (first === -1) this.#hold(chunk);
    else {
      this.#endLine(chunk.subarray(0, first + 1));
      const last = chunk.lastIndexOf(newline);
      if (last > first) this.#pass(chunk.subarray(first + 1, last + 1));
      if (last + 1 < chunk.length) this.#hold(chunk.subarray(last + 1));
    }
    done();
  }

  override _flush(done: TransformCallback): void {
    if (this.#dropping) this.#onLong(this.#line, this.#heldLength);
    else this.push(Buffer.concat(this.#held));
    done();
  }

  #hold(part: Buffer): void {
    this.#heldLength += part.length;
    if (this.#dropping || this.#heldLength > this.#limit) {
      this.#dropping = true;
      this.#held = [];
    } else this.#held.push(part);
  }

  #endLine(end: Buffer): void {
    this.#hold(end);
    if (this.#dropping) {
      this.#onLong(this.#line, this.#heldLength - 1);
      this.push(end.subarray(-1));
    } else this.push(Buffer.concat(this.#held));
    this.#held = [];
    this.#heldLength = 0;
    this.#dropping = false;
    this.#line++;
  }

  // Whole lines inside one chunk; a chunk is shorter than the limit.
  #pass(lines: Buffer): void {
    for (let at = lines.indexOf(newline); at !== -1; at = lines.indexOf(newline, at + 1)) this.#line++;
    this.push(lines);
  }
}
