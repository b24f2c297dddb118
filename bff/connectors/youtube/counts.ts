import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { whole } from "#bff/connectors/must.ts";
import { videosAt } from "./read.ts";
import { postOf } from "./told.ts";
import type { Tube } from "./tube.ts";

/** As many as one list takes, for one unit. */
export const videosAtOnce = 50;

/** Videos as they stand now. The owner is shown private ones too, so one that no list has is gone. */
export const readCounts = (tube: Tube, ids: string[], now: Date): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    const { shown, there } = await videosAt(tube, ids);
    const missing = ids.filter((id) => !there.has(id));
    // A list may come short for a moment; what is missing twice is gone.
    const found = missing.length > 0 ? await videosAt(tube, missing) : { shown: [], there: new Set<string>() };
    const gone = missing.filter((id) => !found.there.has(id));
    return [
      ...[...shown, ...found.shown].map(postOf),
      ...gone.map((id) => ({ type: "deletion" as const, externalId: id, at: now.toISOString() })),
    ];
  });
