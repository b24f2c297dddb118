import type { AtpAgent } from "@atproto/api";
import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { lenient, openReader } from "./reader.ts";
import { postOf } from "./records.ts";

/** As many as `getPosts` takes. */
export const postsAtOnce = 25;

/**
 * Posts as they stand now. What is missing may be kept from us; only a thread that says so is gone, and only while the
 * account itself is there: of one that was closed everything is missing until it is opened again.
 */
export async function readCounts(agent: AtpAgent, uris: string[], now: Date): Promise<Outcome<IncomingItem[]>> {
  const reader = openReader(agent);
  await reader.posts(uris);
  if (uris.some((uri) => !reader.get(uri))) await lenient(agent.getProfile({ actor: agent.assertDid }));
  const items: IncomingItem[] = [];
  for (const uri of uris) {
    const note = reader.get(uri);
    if (note) items.push(postOf(note, "app.bsky.feed.getPosts"));
    else if (await reader.isGone(uri)) items.push({ type: "deletion", externalId: uri, at: now.toISOString() });
  }
  return { kind: "ok", value: [...items, ...reader.unreadable] };
}
