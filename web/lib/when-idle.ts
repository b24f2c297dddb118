/** Fetches parts of the page that will be wanted soon, once the browser has nothing better to do. */
export function whenIdle(...parts: (() => Promise<unknown>)[]): void {
  const fetchAll = () => {
    for (const part of parts) void part().catch(() => {});
  };
  if ("requestIdleCallback" in globalThis) requestIdleCallback(fetchAll, { timeout: 2000 });
  else setTimeout(fetchAll, 500);
}
