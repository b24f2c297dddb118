import type { App } from "#bff/platform/context.ts";

type Windows = Map<string, { from: number; count: number }>;
const houses = new WeakMap<App["vault"], Windows>();
const mostKept = 20_000;

/** What one address may do on public pages: so many times within so many milliseconds. */
const limits = {
  idea: { most: 10, within: 3_600_000 },
  vote: { most: 120, within: 600_000 },
  /** votes by visitors this address never voted as before, on one call */
  visitor: { most: 40, within: 86_400_000 },
  answer: { most: 20, within: 3_600_000 },
  guess: { most: 60, within: 600_000 },
} as const;

/** Counts one more use by an address and says whether it is still within the limit. Kept in memory, never on disk. */
export function within(app: Pick<App, "vault" | "clock">, use: keyof typeof limits, key: string): boolean {
  const { most, within: length } = limits[use];
  const now = app.clock.now().getTime();
  const name = `${use} ${key}`;
  const windows: Windows = houses.get(app.vault) ?? new Map();
  houses.set(app.vault, windows);
  const known = windows.get(name);
  const window = known && now - known.from < length ? known : { from: now, count: 0 };
  window.count++;
  if (windows.size >= mostKept) windows.delete(windows.keys().next().value ?? "");
  windows.delete(name);
  windows.set(name, window);
  return window.count <= most;
}
