import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingMetric } from "#bff/connectors/incoming.ts";
import type { Graph } from "#bff/connectors/meta/graph.ts";
import { numberIn, setIn } from "#bff/connectors/meta/insights.ts";
import { whole } from "#bff/connectors/must.ts";
import { calls } from "./about.ts";

/** Views and reach of a post, and the views paid and organic apart. */
export const readInsights = (page: Graph, id: string, at: string): Promise<Outcome<IncomingMetric[]>> =>
  whole(async () => {
    const path = `${id}/insights`;
    const both = "post_media_view,post_total_media_view_unique";
    const all = setIn(await page.get(path, { metric: both, period: "lifetime" }));
    const sided = { metric: "post_media_view", period: "lifetime", breakdown: "is_from_ads" };
    const apart = setIn(await page.get(path, sided));
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
  });
