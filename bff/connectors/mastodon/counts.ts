import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { whole } from "#bff/connectors/must.ts";
import { statusesNow } from "./again.ts";
import type { Server } from "./api.ts";

import { postOf } from "./told.ts";

/** Two requests, beside one for each that is missing. */
export const postsAtOnce = 40;

/** Posts as they stand now; one that is missing is asked for alone before it counts as gone. */
export const readCounts = (server: Server, ids: string[], at: Date): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    const { now } = await statusesNow(server, ids);
    return [...now].map(([externalId, status]) =>
      status ? postOf(status) : { type: "deletion", externalId, at: at.toISOString() },
    );
  });
