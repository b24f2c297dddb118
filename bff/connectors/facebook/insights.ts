import type { IncomingMetric } from "#bff/connectors/incoming.ts";
import type { Graph } from "#bff/connectors/meta/graph.ts";
import { numberIn, wasTold } from "#bff/connectors/meta/insights.ts";
import { calls } from "./about.ts";

/** Views and reach of a post, and the views paid and organic apart; null: not to be had now. */
export async function readInsights(page: Graph, id: string, at: string): Promise<IncomingMetric[] | null> {
  const path = `${id}/insights`;
  const all = await page.get(path, { metric: "post_media_view,post_total_media_view_unique", period: "lifetime" });
  if (!wasTold(all)) return null;
  const apart = await page.get(path, { metric: "post_media_view", period: "lifetime", breakdown: "is_from_ads" });
  if (!wasTold(apart)) return null;
  const metric = (name: "views" | "reach", part: IncomingMetric["part"], value: number | null): IncomingMetric => {
    const call = name === "views" ? calls.views : calls.reach;
    return { type: "metric", postExternalId: id, metric: name, part, value, at, from: null, to: null, call };
  };
  const sides = (["organic", "paid"] as const).map((part) =>
    metric("views", part, numberIn(apart, "post_media_view", part === "paid")),
  );
  return [
    metric("views", "all", numberIn(all, "post_media_view")),
    metric("reach", "all", numberIn(all, "post_total_media_view_unique")),
    ...sides.filter(({ value }) => value !== null),
  ];
}
