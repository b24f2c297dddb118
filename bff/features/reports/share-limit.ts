import { DomainError } from "#shared/errors.ts";

type Use = "open" | "password" | "pdf";
const windows = new Map<string, { from: number; count: number }>();
const most = 10_000;
/** How often one link may be used in how many milliseconds. */
const limits: Record<Use, { count: number; within: number }> = {
  open: { count: 60, within: 60_000 },
  pdf: { count: 6, within: 60_000 },
  password: { count: 10, within: 15 * 60_000 },
};

/** Counts a use of a link; without an account there is nobody else to count by. */
export function limitShare(tokenHash: string, use: Use, now: Date): void {
  const { count, within } = limits[use];
  const key = `${use}:${tokenHash}`;
  const at = now.getTime();
  const kept = windows.get(key);
  const window = kept && at - kept.from < within ? kept : { from: at, count: 0 };
  window.count++;
  windows.delete(key);
  if (windows.size >= most) windows.delete(windows.keys().next().value ?? "");
  windows.set(key, window);
  if (window.count <= count) return;
  const seconds = Math.ceil((window.from + within - at) / 1000);
  throw new DomainError("rate_limited", `This link was tried too often; try again in ${seconds} seconds.`, { seconds });
}

/** Takes a use back that turned out to be a right one, so that many readers of one link do not shut each other out. */
export function forgiveShare(tokenHash: string, use: Use): void {
  const window = windows.get(`${use}:${tokenHash}`);
  if (window && window.count > 0) window.count--;
}
