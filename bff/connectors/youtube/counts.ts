import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { whole } from "#bff/connectors/must.ts";
import { videosNow } from "./read.ts";
import { postOf } from "./told.ts";
import type { Tube } from "./tube.ts";

/** As many as one list takes, for one unit. */
export const videosAtOnce = 50;

/** Videos as they stand now. The owner is shown private ones too, so one that no list has is gone. */
export const readCounts = (tube: Tube, ids: string[], now: Date): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    const { shown, there } = await videosNow(tube, ids);
    const gone = ids.filter((id) => !there.has(id));
    return [
      ...shown.map(postOf),
      ...gone.map((id) => ({ type: "deletion" as const, externalId: id, at: now.toISOString() })),
    ];
  });
