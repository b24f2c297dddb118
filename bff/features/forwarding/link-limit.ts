import { DomainError } from "#shared/errors.ts";

const windows = new Map<string, { from: number; count: number }>();
const minute = 60_000;
const most = 10_000;

/** Lets one link be used so many times a minute; without an account there is nobody else to count by. */
export function limitLink(linkHash: string, use: "read" | "answer", now: Date): void {
  const key = `${use}:${linkHash}`;
  const at = now.getTime();
  const kept = windows.get(key);
  const window = kept && at - kept.from < minute ? kept : { from: at, count: 0 };
  window.count++;
  if (windows.size >= most) windows.delete(windows.keys().next().value ?? "");
  windows.delete(key);
  windows.set(key, window);
  if (window.count > (use === "read" ? 60 : 10))
    throw new DomainError("rate_limited", "This link was used too often within a minute.", {});
}
