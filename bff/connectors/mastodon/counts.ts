import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { whole } from "#bff/connectors/must.ts";
import type { Server } from "./api.ts";
import { isGone, statusesAt } from "./sync.ts";
import { postOf } from "./told.ts";

/** Two requests, beside one for each that is missing. */
export const postsAtOnce = 40;

/** Posts as they stand now; one that is missing is asked for alone before it counts as gone. */
export const readCounts = (server: Server, ids: string[], now: Date): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    const there = await statusesAt(server, ids);
    const items: IncomingItem[] = [];
    for (const id of ids) {
      const status = there.get(id);
      if (status) items.push(postOf(status));
      else if (await isGone(server, id)) items.push({ type: "deletion", externalId: id, at: now.toISOString() });
    }
    return items;
  });
