import { startChild } from "./child.ts";
import { latencies, procedure, throughput } from "./load.ts";
import { type Figure, median, type Sizes, share, shown, spread } from "./numbers.ts";
import { pageStatements } from "./statements.ts";

export type Town = { folder: string; userId: string; messages: number };

const page = procedure("inbox.list", {});

/** An inbox page of 50 threads, sign-in and all, beside a bare Hono handler with the same SQL, in turns. */
export async function benchInboxThroughput(town: Town, sizes: Sizes): Promise<Figure> {
  const statements = await pageStatements(town.folder, town.userId);
  const konak = await startChild<{ port: number; cookie: string }>("serve-konak.ts", [town.folder, town.userId]);
  const bare = await startChild<{ port: number }>("serve-bare.ts", [town.folder, JSON.stringify(statements)]);
  const ours: number[] = [];
  const theirs: number[] = [];
  try {
    for (let round = 0; round <= sizes.rounds; round++) {
      const [one, other] = [
        await throughput({ ...konak.said, path: page }, sizes.seconds),
        await throughput({ ...bare.said, path: "/" }, sizes.seconds),
      ];
      // The first round warms both up.
      if (round > 0) [ours, theirs].map((list, at) => list.push(at === 0 ? one : other));
    }
  } finally {
    await konak.stop();
    await bare.stop();
  }
  const ratio = median(ours) / median(theirs);
  return {
    figure: `inbox page against bare Hono, ${town.messages.toLocaleString("en")} messages`,
    measured: `${ratio.toFixed(2)} (${shown(median(ours), "pages/s")}, ${spread(ours, "")}; bare ${shown(median(theirs), "pages/s")}, ${spread(theirs, "")}; n=${ours.length})`,
    aim: "at least 0.50",
    met: ratio >= 0.5,
    values: { ratio, ours: median(ours), bare: median(theirs), n: ours.length },
  };
}

/** How much longer requests take with the large database; both are asked in turns, one request at a time. */
export async function benchGrowth(name: string, towns: [Town, Town], paths: string[], sizes: Sizes): Promise<Figure> {
  const servers = [];
  for (const town of towns)
    servers.push(await startChild<{ port: number; cookie: string }>("serve-konak.ts", [town.folder, town.userId]));
  const times: number[][] = [[], []];
  const rounds: number[] = [];
  try {
    for (let round = 0; round <= sizes.rounds; round++) {
      const turn = [];
      for (const server of servers) turn.push(await latencies({ ...server.said, path: "" }, paths, sizes.requests));
      if (round === 0) continue;
      for (const [at, list] of turn.entries()) times[at]?.push(...list);
      rounds.push(share(turn[1] ?? [], 0.95) / share(turn[0] ?? [], 0.95));
    }
  } finally {
    for (const server of servers) await server.stop();
  }
  const [small, large] = times.map((list) => share(list, 0.95)) as [number, number];
  const [smallMedian, largeMedian] = times.map(median) as [number, number];
  return {
    figure: `${name}, p95 at ${towns[1].messages.toLocaleString("en")} / at ${towns[0].messages.toLocaleString("en")}`,
    measured: `${(large / small).toFixed(2)} (p95 ${shown(large, "ms")} / ${shown(small, "ms")}, median ${shown(largeMedian, "ms")} / ${shown(smallMedian, "ms")}; rounds ${spread(rounds, "")}; n=${times[1]?.length})`,
    aim: "at most 1.50",
    met: large / small <= 1.5,
    values: {
      ratio: large / small,
      p95Large: large,
      p95Small: small,
      medianLarge: largeMedian,
      medianSmall: smallMedian,
    },
  };
}

/** The list as people open it: everything open, one brand, what is mine, questions, and the second page. */
export const inboxPaths = [
  page,
  procedure("inbox.list", { brand: "brand-2" }),
  procedure("inbox.list", { assignee: "me" }),
];
