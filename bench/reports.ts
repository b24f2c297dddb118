import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { getOverview } from "#bff/features/reports/overview.ts";
import { dayParts } from "#bff/features/reports/raw-queries.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { rebuild } from "#bff/features/reports/roll-commands.ts";
import { standingClock } from "#bff/platform/clock.ts";
import { type App, asKonak } from "#bff/platform/context.ts";
import { daysBetween } from "#shared/time.ts";
import { dice, type Roll } from "./dice.ts";
import { type Figure, median, shown } from "./numbers.ts";
import { openKonak } from "./open-konak.ts";
import { idOf, inserter } from "./town-ground.ts";

const now = "2026-11-18T09:00:00.000Z";
const end = Date.parse(now);
const day = 86_400_000;
const brands = 20;
const channels = 2;
const year = { from: "2025-11-18", to: "2026-11-17" };

type Size = { interactions: number; years: number; rounds: number };

/**
 * Reports of a year of 20 brands with that many interactions, the year it is compared with as full: one brand's, and
 * all brands side by side, from the roll-up and from the rows; and the same when the history behind is three times as
 * long, round by round beside each other, so that whatever else the machine does meets both.
 */
export async function benchReports(folder: string, interactions: number, rounds: number): Promise<Figure[]> {
  const whole = await measured(folder, { interactions, years: 2, rounds });
  const short = Math.round(interactions / 10);
  const growth = await grown(folder, { interactions: short, rounds: rounds * 8 });
  const named = `a year of ${brands} brands and ${interactions.toLocaleString("en")} interactions`;
  return [
    {
      figure: `report of one brand, ${named}, at the server`,
      measured: `${shown(whole.report, "ms")} (its rows alone, without a roll-up: ${shown(whole.reportRaw, "ms")}; n=${rounds})`,
      aim: "under 150 ms",
      met: whole.report < 150,
      values: { report: whole.report, raw: whole.reportRaw, n: rounds },
    },
    {
      figure: `all brands side by side, ${named}, at the server`,
      measured: `${shown(whole.overview, "ms")} (their rows alone, without a roll-up: ${shown(whole.overviewRaw, "ms")}; n=${rounds})`,
      aim: "under 150 ms",
      met: whole.overview < 150,
      values: { overview: whole.overview, raw: whole.overviewRaw, n: rounds },
    },
    {
      figure: `the same report with six years of history / with two, ${short.toLocaleString("en")} interactions a year`,
      measured: `${growth.report.toFixed(2)} (${shown(growth.long.report, "ms")} / ${shown(growth.short.report, "ms")}; all brands ${growth.overview.toFixed(2)}: ${shown(growth.long.overview, "ms")} / ${shown(growth.short.overview, "ms")}; n=${growth.n})`,
      aim: "at most 1.3",
      met: growth.report <= 1.3 && growth.overview <= 1.3,
      values: { growth: growth.report, overview: growth.overview, n: growth.n },
    },
  ];
}

type Opened = { app: App; report: () => Promise<unknown>; overview: () => Promise<unknown>; close(): Promise<void> };

async function opened(folder: string, size: Pick<Size, "interactions" | "years">): Promise<Opened> {
  const own = await mkdtemp(join(folder, "reports-"));
  const app: App = { ...(await openKonak(own)), clock: standingClock(now) };
  const close = async () => {
    await app.db.close();
    await rm(own, { recursive: true, force: true });
  };
  try {
    fill(new Database(join(own, "konak.db")), size);
    await rebuild(app);
    const ctx = asKonak(app, idOf("w", 0));
    const report = () => getReport(ctx, { brand: "brand-1", ...year });
    const overview = () => getOverview(ctx, year);
    await report();
    await overview();
    return { app, report, overview, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function measured(folder: string, size: Size) {
  const { app, report, overview, close } = await opened(folder, size);
  try {
    return {
      report: await time(report, size.rounds),
      overview: await time(overview, size.rounds),
      reportRaw: await time(() => fromRows(app, 1), Math.min(size.rounds, 3)),
      overviewRaw: await time(() => fromRows(app, brands), 1),
    };
  } finally {
    await close();
  }
}

// The year and the one it is compared with are full on both sides: only what lies behind them differs.
async function grown(folder: string, { interactions, rounds }: Omit<Size, "years">) {
  const short = await opened(folder, { interactions, years: 2 });
  const long = await opened(folder, { interactions, years: 6 }).catch(async (error) => {
    await short.close();
    throw error;
  });
  try {
    const taken = { short: noTimes(), long: noTimes() };
    for (let round = 0; round < rounds; round++)
      for (const [side, times] of [[short, taken.short] as const, [long, taken.long] as const]) {
        times.report.push(await once(side.report));
        times.overview.push(await once(side.overview));
      }
    const [a, b] = [middleOf(taken.short), middleOf(taken.long)];
    return { short: a, long: b, report: b.report / a.report, overview: b.overview / a.overview, n: rounds };
  } finally {
    await short.close();
    await long.close();
  }
}

const noTimes = () => ({ report: [] as number[], overview: [] as number[] });
const middleOf = ({ report, overview }: ReturnType<typeof noTimes>) => ({
  report: median(report),
  overview: median(overview),
});

async function once(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

async function time(run: () => Promise<unknown>, rounds: number): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) taken.push(await once(run));
  return median(taken);
}

/** What a report would have to read without a roll-up: the days of this period and of the one before, row by row. */
async function fromRows(app: App, count: number): Promise<void> {
  const days = daysBetween("2024-11-18", year.to);
  for (let brand = 0; brand < count; brand++)
    await dayParts(app.db.read, { id: idOf("b", brand), timeZone: "Europe/Istanbul", serviceHours: null }, days);
}

export function fill(db: Database.Database, size: Pick<Size, "interactions" | "years">): void {
  db.pragma("journal_mode = OFF");
  db.pragma("synchronous = OFF");
  const roll = dice(4700);
  const put = writers(db);
  db.transaction(() => {
    put.workspace([idOf("w", 0), "Bench", now]);
    for (let brand = 0; brand < brands; brand++) fillBrand(put, roll, brand, size);
  })();
  db.close();
}

const dated = (at: number) => {
  const iso = new Date(at).toISOString();
  return { iso, day: new Date(at + 3 * 3_600_000).toISOString().slice(0, 10) };
};

type Put = ReturnType<typeof writers>;
function writers(db: Database.Database) {
  const counts = ["likes", "comments", "shares", "reach", "impressions"];
  return {
    workspace: inserter(db, "workspace", ["id", "name", "createdAt"]),
    brand: inserter(db, "brand", [
      ...["id", "workspaceId", "slug", "name", "timeZone", "languages", "signature", "color", "allowedContacts"],
      "createdAt",
    ]),
    channel: inserter(db, "channel", [
      ...["id", "workspaceId", "brandId", "network", "externalId", "handle", "name", "health", "settings", "createdAt"],
    ]),
    followers: inserter(db, "follower_reading", ["id", "channelId", "at", "day", "count", "source"]),
    post: inserter(db, "post", [
      ...["id", "brandId", "channelId", "externalId", "text", "paid", "publishedAt", "day", "createdAt"],
    ]),
    reading: inserter(db, "post_reading", ["id", "postId", "at", ...counts, "source"]),
    thread: inserter(db, "thread", [
      ...["id", "workspaceId", "brandId", "channelId", "memberId", "externalId", "kind", "status", "preview"],
      ...["messageCount", "firstMessageAt", "lastMessageAt", "day", "firstAnswerAt", "version", "createdAt"],
    ]),
    message: inserter(db, "message", [
      ...["id", "brandId", "channelId", "threadId", "externalId", "author", "text", "sentAt", "day"],
    ]),
  };
}

let made = 0;
const next = (kind: string): string => idOf(kind, made++);

function fillBrand(
  put: Put,
  roll: Roll,
  brand: number,
  { interactions, years }: Pick<Size, "interactions" | "years">,
): void {
  const brandId = idOf("b", brand);
  const voice = ["Europe/Istanbul", '["en"]', "", "blue", "[]"];
  put.brand([brandId, idOf("w", 0), `brand-${brand + 1}`, `Brand ${brand + 1}`, ...voice, now]);
  for (let n = 0; n < channels; n++) {
    const channelId = next("c");
    const network = n === 0 ? "instagram" : "facebook";
    put.channel([channelId, idOf("w", 0), brandId, network, `own-${n}`, "bench", "Bench", "ok", "{}", now]);
    for (let back = 0; back < years * 365; back++) {
      const read = dated(end - back * day);
      put.followers([next("f"), channelId, read.iso, read.day, 40_000 - back * 20 + roll(50), "network"]);
      fillPost(put, { brandId, channelId }, end - back * day - roll(day));
    }
    const threads = Math.round((interactions * years) / brands / channels / 2.5);
    for (let thread = 0; thread < threads; thread++)
      fillThread(put, roll, { brandId, channelId }, end - roll(years * 365) * day - roll(day));
  }
}

type Of = { brandId: string; channelId: string };

function fillPost(put: Put, { brandId, channelId }: Of, at: number): void {
  const published = dated(at);
  const id = next("p");
  put.post([id, brandId, channelId, id, "A kettle and a cup", "organic", published.iso, published.day, published.iso]);
  for (let reading = 0; reading < 12; reading++)
    put.reading([
      ...[next("r"), id, dated(at + reading * 4 * 3_600_000).iso, 20 * reading, 3 * reading, reading],
      ...[2000 * reading, 3000 * reading, "network"],
    ]);
}

function fillThread(put: Put, roll: Roll, { brandId, channelId }: Of, at: number): void {
  const id = next("t");
  const first = dated(at);
  const answered = roll(10) < 8 ? dated(at + 60_000 + roll(20 * 3_600_000)) : null;
  const words: [string, { iso: string; day: string }][] = [["member", first]];
  if (answered) words.push(["brand", answered]);
  if (roll(10) < 7) words.push(["member", dated(at + 30_000)]);
  const last = words
    .map(([, said]) => said.iso)
    .sort()
    .at(-1);
  put.thread([
    ...[id, idOf("w", 0), brandId, channelId, "m", id, "comment", "done", "Nice", words.length, first.iso, last],
    ...[first.day, answered?.iso ?? null, 1, first.iso],
  ]);
  for (const [author, said] of words)
    put.message([next("n"), brandId, channelId, id, next("x"), author, "Nice kettle", said.iso, said.day]);
}
