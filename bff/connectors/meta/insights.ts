import { z } from "zod";
import type { Outcome } from "#bff/connectors/connector.ts";
import { must } from "#bff/connectors/must.ts";
import { List } from "./lists.ts";

const Insight = z.object({
  name: z.string(),
  values: z
    .array(z.object({ value: z.unknown(), is_from_ads: z.union([z.string(), z.number(), z.boolean()]).optional() }))
    .default([]),
  total_value: z.object({ value: z.unknown() }).partial().optional(),
});

/** A dead key ends the pass; numbers that are not to be had today do not keep anybody from reading comments. */
export function wasTold(outcome: Outcome<unknown>): boolean {
  if (outcome.kind === "reconnect") must(outcome);
  return outcome.kind === "ok" || outcome.kind === "refused";
}

/** A number of a set; Meta gives an empty set where it has none: null, not 0. `ads` asks for one side of a breakdown. */
export function numberIn(outcome: Outcome<unknown>, name: string, ads?: boolean): number | null {
  if (outcome.kind !== "ok") return null;
  const insights = List.safeParse(outcome.value).data?.data.flatMap((raw) => Insight.safeParse(raw).data ?? []) ?? [];
  const insight = insights.find((one) => one.name === name);
  const found = insight?.values.find(({ is_from_ads: from }) =>
    ads === undefined ? from === undefined : from !== undefined && ["1", "true"].includes(String(from)) === ads,
  );
  const value = found?.value ?? (ads === undefined ? insight?.total_value?.value : undefined);
  return typeof value === "number" ? value : null;
}
