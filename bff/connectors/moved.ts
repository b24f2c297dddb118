/**
 * Ids that a thing whose id holds the address of its source may have had while the source was elsewhere: with the host
 * of each address before, by http and by https. Empty for ids that hold no address.
 */
export function formerIdsOf(id: string, now: string, before: string[]): string[] {
  const host = hostOf(now);
  if (!host) return [];
  const holds = new RegExp(`(?<![\\w.-])${host.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-]|\\.\\w)`, "gi");
  if (!holds.test(id)) return [];
  const former = before.flatMap((address) => {
    const old = hostOf(address);
    const renamed = old ? id.replace(holds, () => old) : id;
    const bare = renamed.replace(/^https?:\/\//i, "");
    return bare === renamed ? [renamed] : [`https://${bare}`, `http://${bare}`];
  });
  return [...new Set(former)].filter((one) => one !== id);
}

const hostOf = (address: string): string | null => (URL.canParse(address) ? new URL(address).host : null);
