import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must } from "#bff/connectors/must.ts";
import type { Graph } from "./graph.ts";

/**
 * A node that a webhook named; null: it is not there. What is withheld though the account's own `list` is given is
 * refused, so that it is kept for people; a key that may read nothing says so of the list.
 */
export async function findNamed(graph: Graph, id: string, fields: string, list: string): Promise<unknown> {
  const answer = await graph.find(id, { fields });
  if (answer.kind !== "narrowed") return must(answer);
  must(await graph.get(`${graph.id}/${list}`, { fields: "id", limit: "1" }));
  return must({ kind: "refused", reason: answer.reason });
}

/** A notice whose subject is not shown: kept raw, so that a person can have it asked for again. */
export const notShown = (notice: string, externalId: string, error: string): IncomingItem[] => [
  { type: "unreadable", externalId, raw: notice, error },
];
