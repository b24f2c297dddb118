import { z } from "zod";
import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingMetric } from "#bff/connectors/incoming.ts";
import { must } from "#bff/connectors/must.ts";
import { List } from "./lists.ts";

const Insight = z.object({
  name: z.string(),
  values: z
    .array(z.object({ value: z.unknown(), is_from_ads: z.union([z.string(), z.number(), z.boolean()]).optional() }))
    .default([]),
  total_value: z.object({ value: z.unknown() }).partial().optional(),
});

/** What was told of a set of numbers: nothing where Meta refuses them for this post. */
export const setIn = (outcome: Outcome<unknown>): unknown => (outcome.kind === "refused" ? null : must(outcome));

/** A dead key ends the work; numbers that are not to be had today do not keep anybody from reading comments. */
export function numbersOf<Item = IncomingMetric>(outcome: Outcome<Item[]>): Item[] {
  if (outcome.kind === "reconnect") must(outcome);
  return outcome.kind === "ok" ? outcome.value : [];
}

/** A number of a set; Meta gives an empty set where it has none: null, not 0. `ads` asks for one side of a breakdown. */
export function numberIn(set: unknown, name: string, ads?: boolean): number | null {
  const insights = List.safeParse(set).data?.data.flatMap((raw) => Insight.safeParse(raw).data ?? []) ?? [];
  const insight = insights.find((one) => one.name === name);
  const found = insight?.values.find(({ is_from_ads: from }) =>
    ads === undefined ? from === undefined : from !== undefined && ["1", "true"].includes(String(from)) === ads,
  );
  const value = found?.value ?? (ads === undefined ? insight?.total_value?.value : undefined);
  return typeof value === "number" ? value : null;
}
