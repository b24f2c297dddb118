import { z } from "zod";
import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingMetric } from "#bff/connectors/incoming.ts";
import { List } from "#bff/connectors/meta/lists.ts";
import { must } from "#bff/connectors/must.ts";
import { calls } from "./about.ts";
import type { Reading } from "./sync.ts";

const Insight = z.object({
  name: z.string(),
  values: z
    .array(z.object({ value: z.unknown(), is_from_ads: z.union([z.string(), z.number(), z.boolean()]).optional() }))
    .default([]),
});

const day = 86_400_000;
const young = 28 * day;
const perSync = 10;

/** Views and reach of young posts, once a day. Facebook gives an empty set where it has no number: null, not 0. */
export async function tellInsights({ page, cursor, items, now }: Reading): Promise<void> {
  const since = new Date(now.getTime() - young).toISOString();
  const before = new Date(now.getTime() - day).toISOString();
  const due = [...cursor.posts].filter(([id, { at }]) => at > since && (cursor.insights.get(id) ?? "") < before);
  for (const [id] of due.slice(-perSync)) {
    const path = `${id}/insights`;
    const all = await page.get(path, { metric: "post_media_view,post_total_media_view_unique", period: "lifetime" });
    if (!told(all)) continue;
    const apart = await page.get(path, { metric: "post_media_view", period: "lifetime", breakdown: "is_from_ads" });
    if (!told(apart)) continue;
    const at = now.toISOString();
    const metric = (name: "views" | "reach", part: IncomingMetric["part"], value: number | null): IncomingMetric => {
      const call = name === "views" ? calls.views : calls.reach;
      return { type: "metric", postExternalId: id, metric: name, part, value, at, from: null, to: null, call };
    };
    items.push(metric("views", "all", numberOf(all, "post_media_view")));
    items.push(metric("reach", "all", numberOf(all, "post_total_media_view_unique")));
    for (const part of ["organic", "paid"] as const) {
      const value = numberOf(apart, "post_media_view", part === "paid");
      if (value !== null) items.push(metric("views", part, value));
    }
    cursor.insights.set(id, at);
  }
}

/** A dead key ends the pass; numbers that are not to be had today do not keep anybody from reading comments. */
function told(outcome: Outcome<unknown>): boolean {
  if (outcome.kind === "reconnect") must(outcome);
  return outcome.kind === "ok" || outcome.kind === "refused";
}

function numberOf(outcome: Outcome<unknown>, name: string, ads?: boolean): number | null {
  if (outcome.kind !== "ok") return null;
  const insights = List.safeParse(outcome.value).data?.data.flatMap((raw) => Insight.safeParse(raw).data ?? []) ?? [];
  const values = insights.find((one) => one.name === name)?.values ?? [];
  const found = values.find(({ is_from_ads: from }) =>
    ads === undefined ? from === undefined : from !== undefined && ["1", "true"].includes(String(from)) === ads,
  );
  return typeof found?.value === "number" ? found.value : null;
}
