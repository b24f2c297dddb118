import { getReport } from "#bff/features/reports/report.ts";
import { rebuild, rollUp } from "#bff/features/reports/roll-commands.ts";
import { standingClock } from "#bff/platform/clock.ts";
import { type App, asKonak } from "#bff/platform/context.ts";
import type { RateFormula } from "#shared/reports/closed-list.ts";
import type { Community } from "./community.ts";
import { type Compared, compareReport } from "./compare.ts";
import { type Query, type Row, rowsOf } from "./plain-rows.ts";

/** Only the sandbox is a network that goes on being read here. */
export const connectorFor: App["connectorFor"] = (network) => (network === "sandbox" ? ({} as never) : null);
const isRead = (channel: Row): boolean => channel.network === "sandbox" && channel.removedAt === null;

type Held = Pick<Community, "slug" | "brandId" | "workspaceId" | "now"> & {
  asks: readonly { from: string; to: string; formula: RateFormula; campaign?: string | undefined }[];
};

/** Holds reports against the plain recalculation: as they are now, rolled up, and with the roll-up written anew. */
export async function hold(app: App, query: Query, held: Held, anew = true): Promise<Compared> {
  const at: App = { ...app, connectorFor, clock: standingClock(held.now) };
  const ctx = asKonak(at, held.workspaceId);
  const rows = await rowsOf(query, held.brandId);
  const sum: Compared = { numbers: 0, differences: [] };
  for (const state of ["as it came in", "rolled up", "written anew"]) {
    if (state === "rolled up") while ((await rollUp(at)) > 0);
    if (state === "written anew" && !anew) continue;
    if (state === "written anew") await rebuild(at, held.brandId);
    for (const ask of held.asks) {
      const report = await getReport(ctx, { brand: held.slug, ...ask });
      const { numbers, differences } = compareReport(rows, report, isRead);
      sum.numbers += numbers;
      sum.differences.push(...differences.map((line) => `${state}: ${line}`));
    }
  }
  return sum;
}
