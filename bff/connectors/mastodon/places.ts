import { must } from "#bff/connectors/must.ts";
import { type Server, Status } from "./api.ts";
import type { Known } from "./cursor.ts";
import { isPost, type Place } from "./told.ts";

export type Found = { status: Status; place: Place };

/**
 * The place of each status among the brand's threads. What stands above one and is not known yet is asked for, and told
 * too from the thread's root on, so that no thread begins in its middle.
 */
export async function findPlaces(
  server: Server,
  statuses: Status[],
  known: Known,
  posts: Set<string>,
): Promise<Found[]> {
  const found = new Map<string, Found>();
  const placeAt = (id: string): Place | undefined => found.get(id)?.place ?? known.get(id);
  for (const status of statuses) {
    const place = placeAt(status.id) ?? direct(status, posts, placeAt);
    if (place) {
      found.set(status.id, { status, place });
      continue;
    }
    const context = must(await server.get(`/api/v1/statuses/${status.id}/context`, {}, [404])).body as {
      ancestors?: unknown[];
    };
    const above = (context?.ancestors ?? []).flatMap((raw) => Status.safeParse(raw).data ?? []);
    for (const one of chainPlaces([...above, status], server.id)) {
      if (!placeAt(one.status.id)) found.set(one.status.id, one);
    }
  }
  return [...found.values()];
}

/** What needs no asking: an answer to one of our posts, to something known, or the beginning of a conversation. */
function direct(status: Status, posts: Set<string>, placeAt: (id: string) => Place | undefined): Place | undefined {
  const parent = status.in_reply_to_id;
  const quoted = status.quote?.quoted_status?.id ?? null;
  if (parent === null && quoted && posts.has(quoted)) return { root: status.id, post: quoted, kind: "quote" };
  if (parent === null) return { root: status.id, post: null, kind: "mention" };
  if (posts.has(parent)) return { root: status.id, post: parent, kind: "comment" };
  return placeAt(parent);
}

/** A conversation from its top to the status: the thread begins under our post, or where somebody names us first. */
function chainPlaces(chain: Status[], ownId: string): Found[] {
  let post: string | null = null;
  let place: Place | null = null;
  const found: Found[] = [];
  for (const [at, status] of chain.entries()) {
    if (isPost(status, ownId)) {
      post = status.id;
      place = null;
      continue;
    }
    const names = status.mentions.some((one) => one.id === ownId);
    const answeredByUs = chain[at + 1]?.account.id === ownId;
    const last = at === chain.length - 1;
    if (!place && (post || names || answeredByUs || last))
      place = { root: status.id, post, kind: post ? "comment" : "mention" };
    if (place) found.push({ status, place });
  }
  return found;
}
