import { z } from "zod";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must } from "#bff/connectors/must.ts";
import type { Graph, Query } from "./graph.ts";

/** One page of a list. `after` asks for the next; null: there is none. */
export const List = z.object({
  data: z.array(z.unknown()).default([]),
  paging: z
    .object({ cursors: z.object({ after: z.string() }).partial().optional(), next: z.string().optional() })
    .optional(),
  summary: z.object({ total_count: z.number() }).partial().optional(),
});
export type List = z.infer<typeof List>;

export const afterOf = ({ paging }: List): string | null => (paging?.next ? (paging.cursors?.after ?? null) : null);

/** A moment as Meta writes it (`2026-11-22T10:00:00+0000`). */
export const Time = z.string().refine((time) => !Number.isNaN(Date.parse(time)), "is no time");

export const iso = (time: string): string => new Date(time).toISOString();

/** The pages of a list, until the caller has enough. A cursor that comes a second time ends it. */
export async function* pagesOf(graph: Graph, path: string, query: Query, start: string | null = null) {
  const seen = new Set<string>();
  for (let after = start; ; ) {
    const asked = { ...query, ...(after && { after }) };
    let answer = await graph.get(path, asked);
    // A list of very busy posts is too much for one answer; Meta says so, and gives fewer at a time.
    if (answer.kind === "wait" && /reduce the amount of data/i.test(answer.reason))
      answer = await graph.get(path, { ...asked, limit: "2" });
    const list = List.parse(must(answer) ?? {});
    const next = afterOf(list);
    const repeats = next !== null && (next === after || seen.has(next));
    yield { data: list.data, after: repeats ? null : next };
    if (next === null || repeats) return;
    seen.add(next);
    after = next;
  }
}

/** One page of a list, and the cursor of the next one. */
export async function pageAt(graph: Graph, path: string, query: Query, cursor: string | null) {
  const first = await pagesOf(graph, path, query, cursor).next();
  return first.done ? { data: [], after: null } : first.value;
}

/** What of a list can be read; the rest is told as unreadable. */
export function readAll<T>(schema: z.ZodType<T>, data: unknown[], items: IncomingItem[]): T[] {
  return data.flatMap((raw) => {
    const read = schema.safeParse(raw);
    if (read.success) return [read.data];
    const id = (raw as { id?: unknown } | null)?.id;
    const error = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    items.push({ type: "unreadable", externalId: id ? String(id) : null, raw: JSON.stringify(raw), error });
    return [];
  });
}
