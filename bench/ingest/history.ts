import { readHistory } from "#bff/features/channels/history-commands.ts";
import { historyJobs } from "#bff/features/channels/history-jobs.ts";
import { jumpingClock, openChaosKonak } from "../chaos/open-konak.ts";
import { connectAll } from "./ground.ts";

// A process of its own: the past of a forum (second argument) read into a new Konak in the folder of the first.
const [folder = "", url = ""] = process.argv.slice(2);
const app = await openChaosKonak(folder, jumpingClock(0));
const { ctx, ids } = await connectAll(app, url, ["all"]);
const [channelId = ""] = ids;
await readHistory(ctx, { channelId, until: new Date(Date.now() - 400 * 86_400_000).toISOString() });
const read = historyJobs(app)["channel.history"] as (payload: { channelId: string }) => Promise<unknown>;
const began = performance.now();
while (await read({ channelId }));
const seconds = (performance.now() - began) / 1000;
const { count } = await app.db.read
  .selectFrom("message")
  .select((eb) => eb.fn.countAll<number>().as("count"))
  .executeTakeFirstOrThrow();
await app.db.close();
process.send?.({ perSecond: Number(count) / seconds, count: Number(count) });
process.disconnect?.();
