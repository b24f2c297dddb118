import { existsSync } from "node:fs";
import { join } from "node:path";
import { presets } from "#bff/connectors/file/presets.ts";
import { importTarget } from "#bff/features/channels/import-commands.ts";
import { importFile } from "#bff/features/channels/import-file.ts";
import { getAhead } from "#bff/features/reports/ahead.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { rebuild } from "#bff/features/reports/roll-commands.ts";
import { standingClock } from "#bff/platform/clock.ts";
import { type App, asKonak } from "#bff/platform/context.ts";
import { loadTown } from "#fixtures/load.ts";
import { buildTown } from "#fixtures/town.ts";
import { suggestKind } from "#shared/reports/content-kind.ts";
import type { Forecast } from "#shared/reports/forecast-schema.ts";
import type { Sketch } from "#shared/reports/similar-posts.ts";
import { addDays } from "#shared/time.ts";
import { openKonak } from "./open-konak.ts";

/** A series as Konak itself makes it from a brand's rows. */
export type Series = { name: string; forecast: Forecast };
export type Ground = { series: Series[]; demo: App; close(): Promise<void> };

/** The day the demo's story ends on; the same in every run, so that the figures are. */
export const demoNow = "2026-11-22T09:00:00.000Z";

/** The demo's brands, and the real page of a year where its file is. */
export async function groundSeries(folder: string, files: string | null): Promise<Ground> {
  const demo = { ...(await openKonak(join(folder, "demo"))), clock: standingClock(demoNow) };
  await loadTown(demo.db, buildTown({ now: demoNow }));
  await rebuild(demo);
  const series = await seriesOf(demo, "demo");
  const page = files && join(files, "page-posts.csv");
  if (page && existsSync(page)) {
    const app = await realPage(join(folder, "page"), page);
    series.push(...(await seriesOf(app, "page-posts.csv")));
    await app.db.close();
  }
  return { series, demo, close: () => demo.db.close() };
}

async function seriesOf(app: App, from: string): Promise<Series[]> {
  const brands = await app.db.read.selectFrom("brand").select(["slug", "workspaceId"]).orderBy("slug").execute();
  const all: Series[] = [];
  for (const { slug, workspaceId } of brands) {
    const { forecasts } = await getAhead(asKonak(app, workspaceId), slug);
    all.push(...forecasts.map((forecast) => ({ name: `${from}: ${slug}, ${forecast.series}`, forecast })));
  }
  return all;
}

/** The posts of one real page in a year, imported as a person would; times are known to the hour only. */
async function realPage(folder: string, path: string): Promise<App> {
  const app = { ...(await openKonak(folder)), clock: standingClock("2014-12-31T09:00:00.000Z") };
  const target = await importTarget(app, {
    brand: "page",
    network: "facebook",
    timeZone: "UTC",
    file: "page-posts.csv",
  });
  const read = presets["page-posts"]?.({ timeZone: target.timeZone, year: 2014 });
  if (!read) throw new Error("The preset of page posts is gone.");
  await importFile(target, { path, format: "csv", read, guess: () => null }, () => {});
  await rebuild(app);
  return app;
}

/** A post of the demo as a draft would look, with what it got. */
export type DraftPost = Sketch & { brand: string; publishedAt: string; interactions: number; rate: number | null };

/** Every settled post of the demo's year, oldest first. */
export async function demoDrafts(app: App): Promise<DraftPost[]> {
  const brands = await app.db.read.selectFrom("brand").select(["slug", "workspaceId", "timeZone"]).execute();
  const drafts: DraftPost[] = [];
  for (const { slug, workspaceId, timeZone } of brands) {
    const to = demoNow.slice(0, 10);
    const report = await getReport(asKonak(app, workspaceId), { brand: slug, from: addDays(to, -364), to });
    const rows = await app.db.read.selectFrom("post").select(["id", "text", "lang"]).execute();
    const words = new Map(rows.map((row) => [row.id, row]));
    for (const { id, network, publishedAt, interactions, rate, settled } of report.posts) {
      const { text = "", lang = null } = words.get(id) ?? {};
      if (!settled || interactions === null || !text.trim()) continue;
      const { kind } = suggestKind(text, lang);
      drafts.push({
        brand: slug,
        text,
        network,
        kind,
        publishedAt,
        interactions,
        rate,
        when: whenOf(publishedAt, timeZone),
      });
    }
  }
  return drafts.sort((a, b) => (a.publishedAt < b.publishedAt ? -1 : 1));
}

function whenOf(at: string, timeZone: string): NonNullable<Sketch["when"]> {
  const [weekday = "", hour = "0"] = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone, weekday: "short", hour: "2-digit", hourCycle: "h23" },
  } as Intl.DateTimeFormatOptions)
    .format(new Date(at))
    .split(/[\s,]+/);
  return { weekday: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].indexOf(weekday), hour: Number(hour) };
}
