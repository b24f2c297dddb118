import type { ConnectedAccount, ConnectorParts, Moved, Moving, Outcome } from "#bff/connectors/connector.ts";
import { formerIdsOf } from "#bff/connectors/moved.ts";
import { knownIn, page, settingsOf } from "./read.ts";

const month = 30 * 86_400_000;

/**
 * Nothing of an own source says whether it is the same one, so the word of the person who types its new address counts.
 * Where its ids hold its address, the new listing shows whether they changed with it.
 */
export async function movedSource(
  parts: ConnectorParts,
  { access, cursor }: Moving,
  account: ConnectedAccount,
): Promise<Outcome<Moved>> {
  const before = settingsOf(access);
  const former = [...new Set([...before.former, before.url])];
  const settings = { ...account.settings, former };
  const there = { ...access, credentials: account.credentials, settings };
  const since = new Date(parts.clock.now().getTime() - month).toISOString();
  const listed = await page(parts, there, since, null);
  if (listed.kind !== "ok") return listed;
  const known = knownIn(cursor);
  const { url } = settingsOf(there);
  for (const item of listed.value.items) {
    const id = "externalId" in item ? item.externalId : null;
    const was = id && !known.has(id) ? formerIdsOf(id, url, former).find((one) => known.has(one)) : undefined;
    if (id && was) return { kind: "ok", value: { ...account, settings, ids: renaming(was, id, before.url, url) } };
  }
  return { kind: "ok", value: { ...account, settings } };
}

/** The part of an id that changed: the whole origin where ids are addresses, else the host. */
function renaming(was: string, is: string, before: string, now: string): { from: string; to: string } {
  const isAddress = /^https?:/i.test(was) && /^https?:/i.test(is);
  return isAddress
    ? { from: `${new URL(was).origin}/`, to: `${new URL(is).origin}/` }
    : { from: new URL(before).host, to: new URL(now).host };
}
