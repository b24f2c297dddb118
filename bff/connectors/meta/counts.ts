import type { z } from "zod";
import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem, IncomingMetric } from "#bff/connectors/incoming.ts";
import { must, whole } from "#bff/connectors/must.ts";
import type { Graph } from "./graph.ts";
import { readAll } from "./lists.ts";

/** Three calls for each post. */
export const postsAtOnce = 10;

type Asked<Node> = {
  node: z.ZodType<Node>;
  fields: string;
  told(node: Node): IncomingItem;
  insights(id: string, at: string): Promise<IncomingMetric[] | null>;
};

/** Posts as they stand now, with what Meta knows of views and reach; gone is what it says is not there. */
export const readCounts = <Node>(
  graph: Graph,
  { node, fields, told, insights }: Asked<Node>,
  ids: string[],
  now: Date,
): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    const at = now.toISOString();
    const items: IncomingItem[] = [];
    for (const id of ids) {
      const raw = must(await graph.find(id, { fields }));
      if (raw === null) {
        items.push({ type: "deletion", externalId: id, at });
        continue;
      }
      const item = readAll(node, [raw], items).map(told)[0];
      if (item) items.push(item, ...((await insights(id, at)) ?? []));
    }
    return items;
  });
