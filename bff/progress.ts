const width = 24;

/** A bar with rate and time left on a terminal; silent elsewhere. */
export function progressLine(
  totalBytes: number,
  out: NodeJS.WriteStream,
): { show(rows: number, bytes: number): void; end(): void } {
  const start = Date.now();
  let shownAt = 0;
  return {
    show(rows, bytes) {
      const now = Date.now();
      if (!out.isTTY || now - shownAt < 100) return;
      shownAt = now;
      out.write(`\r${progressText({ rows, bytes, totalBytes, seconds: (now - start) / 1000 })}\u001b[K`);
    },
    end() {
      if (out.isTTY) out.write("\r\u001b[K");
    },
  };
}

/** The words of the bar: share done, rows, rows a second, and how long it will still take. */
export function progressText(at: { rows: number; bytes: number; totalBytes: number; seconds: number }): string {
  const share = at.totalBytes > 0 ? Math.min(at.bytes / at.totalBytes, 1) : 0;
  const full = Math.round(share * width);
  const left = share > 0 ? Math.ceil((at.seconds * (1 - share)) / share) : null;
  const rate = at.seconds > 0 ? Math.round(at.rows / at.seconds) : 0;
  const time = left === null ? "" : `, ${left >= 60 ? `${Math.ceil(left / 60)} min` : `${left} s`} left`;
  return `[${"#".repeat(full)}${".".repeat(width - full)}] ${Math.round(share * 100)} %  ${at.rows.toLocaleString("en")} rows, ${rate.toLocaleString("en")} a second${time}`;
}
