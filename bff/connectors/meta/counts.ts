import type { z } from "zod";
import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must, whole } from "#bff/connectors/must.ts";
import type { Graph } from "./graph.ts";
import { numbersOf } from "./insights.ts";
import { readAll } from "./lists.ts";

/** Three calls for each post. */
export const postsAtOnce = 10;

type Asked<Node> = {
  node: z.ZodType<Node>;
  fields: string;
  told(node: Node): IncomingItem;
  /** its numbers; of an ad that no list has, its comments */
  insights(id: string, at: string, node: Node): Promise<Outcome<IncomingItem[]>>;
};

/**
 * Posts as they stand now, with what Meta knows of views and reach; gone is what it says is not there. It says the same
 * of what a key may not see any more, so the account itself is asked for before anything counts as gone.
 */
export const readCounts = <Node>(
  graph: Graph,
  { node, fields, told, insights }: Asked<Node>,
  ids: string[],
  now: Date,
): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    const at = now.toISOString();
    const items: IncomingItem[] = [];
    let sees = false;
    for (const id of ids) {
      const answer = await graph.find(id, { fields });
      // An ad that the key may no longer see is neither gone, nor a reason to stop reading everything else.
      if (answer.kind === "narrowed" && answer.scope.startsWith("ads_")) continue;
      const raw = must(answer);
      if (raw === null) {
        if (!sees) must(await graph.get(graph.id, { fields: "id" }));
        sees = true;
        items.push({ type: "deletion", externalId: id, at });
        continue;
      }
      for (const one of readAll(node, [raw], items)) items.push(told(one), ...numbersOf(await insights(id, at, one)));
    }
    return items;
  });
