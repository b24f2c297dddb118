import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { whole } from "#bff/connectors/must.ts";
import type { X } from "./api.ts";
import { latest, postsAt } from "./read.ts";
import { isBrandPost, postOf } from "./told.ts";

/** As many as one look-up takes. */
export const postsAtOnce = 100;

/** Own posts as they stand now, in the last version of each; gone is what X itself calls not found. */
export const readCounts = (x: X, ids: string[], now: Date): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    const read = await postsAt(x, ids);
    const newer = new Map((await latest(x, read)).posts.map((post) => [post.id, post]));
    const own = read.posts.map((post) => newer.get(post.id) ?? post).filter((post) => isBrandPost(post, x.id));
    const gone = ids.filter((id) => read.gone.has(id));
    return [
      ...own.map(postOf),
      ...gone.map((id) => ({ type: "deletion" as const, externalId: id, at: now.toISOString() })),
    ];
  });
