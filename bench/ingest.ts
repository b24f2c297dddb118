import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { runChild, startChild } from "./child.ts";
import { type Figure, median, shown, spread } from "./numbers.ts";

type Rate = { perSecond: number; count: number };
type Visible = { sent: number; shown: number; median: number; p95: number };
type Live = { visible: Visible; sent: number; told: number; median: number; p95: number; quiet: number; busy: number };
type Idle = { share: number; megabytes: number };

/** How fast channels bring things in, and what they cost while nothing happens. */
export async function benchIngest(
  folder: string,
  sizes: { comments: number; rounds: number; seconds: number },
): Promise<Figure[]> {
  const fresh = () => mkdtemp(join(folder, "ingest-"));
  const file = join(folder, "comments.jsonl");
  const forum = await startChild<{ url: string }>("ingest/forum.ts", [file, String(sizes.comments)]);
  const [network, imported]: [number[], number[]] = [[], []];
  for (let round = 0; round < sizes.rounds; round++) {
    network.push(whole(await runChild<Rate>("ingest/history.ts", [await fresh(), forum.said.url]), sizes.comments));
    imported.push(whole(await runChild<Rate>("ingest/file.ts", [await fresh(), file]), sizes.comments));
  }
  await forum.stop();
  const quiet = await startChild<{ url: string }>("ingest/forum.ts", ["", "0"]);
  const live = await runChild<Live>("ingest/live.ts", [await fresh(), quiet.said.url, "50", String(sizes.seconds)]);
  const { visible } = live;
  const idle = await runChild<Idle>("ingest/idle.ts", [
    await fresh(),
    quiet.said.url,
    "200",
    String(sizes.seconds * 2),
  ]);
  await quiet.stop();
  await rm(file);
  const ratio = median(network) / median(imported);
  return [
    {
      figure: `history of ${sizes.comments.toLocaleString("en")} comments against the import of the same file`,
      measured: `${ratio.toFixed(2)} (${shown(median(network), "a second")}, ${spread(network, "")}; file ${shown(median(imported), "a second")}, ${spread(imported, "")}; n=${network.length})`,
      aim: "at least 0.5",
      met: ratio >= 0.5,
      values: { ratio, network: median(network), file: median(imported) },
    },
    {
      figure: "webhook to the hint that shows it, at 50 comments a second, p95",
      measured: `${shown(live.p95, "ms")} (median ${shown(live.median, "ms")}; ${live.told} of ${live.sent} told)`,
      aim: "under 1,000 ms",
      met: live.p95 < 1000 && live.told === live.sent,
      values: { sent: live.sent, told: live.told, median: live.median, p95: live.p95 },
    },
    {
      figure: "webhook to the row in a browser whose reader presses the mark of new ones at once, p95",
      measured: `${shown(visible.p95, "ms")} (median ${shown(visible.median, "ms")}; ${visible.shown} of ${visible.sent} seen)`,
      aim: "under 1,000 ms",
      met: visible.p95 < 1000,
      values: visible,
    },
    {
      figure: "inbox page meanwhile, p95 against without",
      measured: `${(live.busy / live.quiet).toFixed(2)} (${shown(live.busy, "ms")} against ${shown(live.quiet, "ms")})`,
      aim: "at most 2",
      met: live.busy / live.quiet <= 2,
      values: { busy: live.busy, quiet: live.quiet },
    },
    {
      figure: "200 channels on which nothing happens, read every minute or slower",
      measured: `${(idle.share * 100).toFixed(2)} % of a core (${shown(idle.megabytes, "MB")})`,
      aim: "under 2 %",
      met: idle.share < 0.02,
      values: idle,
    },
  ];
}

function whole({ perSecond, count }: Rate, wanted: number): number {
  if (count !== wanted) throw new Error(`Only ${count} of ${wanted} comments came in.`);
  return perSecond;
}
