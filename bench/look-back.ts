import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { lookBack } from "#bff/features/replies/look.ts";
import { lookBackReport } from "#bff/features/replies/look-report-queries.ts";
import { standingClock } from "#bff/platform/clock.ts";
import { type App, asKonak } from "#bff/platform/context.ts";
import { type Figure, median, shown } from "./numbers.ts";
import { openKonak } from "./open-konak.ts";
import { fillTown } from "./town-large.ts";

const now = "2026-11-18T09:00:00.000Z";
const month = { from: "2026-10-19", to: "2026-11-17" };
// A town of that many messages holds about a third as many replies of its brands.
const messagesOfReply = 3.2;
const rounds = 5;

/** The walk of the look-back over that many replies, each against its 5,000 before, and the report of a month then. */
export async function benchLookBack(folder: string, replies: number): Promise<Figure[]> {
  const own = await mkdtemp(join(folder, "look-back-"));
  await fillTown(own, Math.round(replies * messagesOfReply));
  const app: App = { ...(await openKonak(own)), clock: standingClock(now) };
  try {
    const began = performance.now();
    await lookBack(app);
    const walked = performance.now() - began;
    const looks = app.db.read.selectFrom("reply_look");
    const { n } = await looks.select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
    const brand = await app.db.read.selectFrom("brand").select(["slug", "workspaceId"]).executeTakeFirstOrThrow();
    const ctx = asKonak(app, brand.workspaceId);
    const taken: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const from = performance.now();
      await lookBackReport(ctx, { brand: brand.slug, ...month });
      if (round > 0) taken.push(performance.now() - from);
    }
    return [
      {
        figure: `looking back over ${n.toLocaleString("en")} replies, pauses for others included`,
        measured: `${(walked / 1000).toFixed(0)} s, ${(walked / n).toFixed(1)} ms a reply`,
        aim: "no aim",
        met: null,
        values: { seconds: walked / 1000, replies: n },
      },
      {
        figure: "the look-back report of a month of one brand after that, at the server",
        measured: `${shown(median(taken), "ms")} (n=${rounds})`,
        aim: "under 150 ms",
        met: median(taken) < 150,
        values: { report: median(taken), n: rounds },
      },
    ];
  } finally {
    await app.db.close();
    await rm(own, { recursive: true, force: true });
  }
}
