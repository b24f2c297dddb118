import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { markBroken } from "#bff/features/channels/break-commands.ts";
import { account, mayCall, patience } from "#bff/features/channels/budget-commands.ts";
import {
  type DuePost,
  duePosts,
  nextDue,
  storeCounts,
  tellCountsWait,
} from "#bff/features/channels/counts-commands.ts";
import { channelToSync, openChannel } from "#bff/features/channels/queries.ts";
import { keepRenewed } from "#bff/features/channels/sync-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";

/** Calls in one turn, and how long the next turn waits when that was not enough: a long absence is no storm. */
const callsInTurn = 4;
const untilNextTurn = 60_000;
const atTheLatest = 3_600_000;

type Again = { again: string } | undefined;
type Opened = NonNullable<Awaited<ReturnType<typeof openChannel>>>;

/** Reads the counts of posts again by their age, a few calls at a time, behind everything that people wait for. */
export function countsJobs(app: App): Handlers {
  return { "channel.counts": ({ channelId }: { channelId: string }) => readDue(app, channelId) };
}

const later = (app: App, milliseconds: number): string =>
  new Date(app.clock.now().getTime() + milliseconds).toISOString();

async function readDue(app: App, channelId: string): Promise<Again> {
  const channel = await channelToSync(app, channelId);
  const opened = channel ? await openChannel(app, channel) : null;
  const { counts } = opened?.connector ?? {};
  if (!opened || !counts) return;
  // The job stays, so that a new key finds it.
  if (opened.channel.health === "reconnect" || opened.channel.health === "paused")
    return { again: later(app, atTheLatest) };
  for (let calls = 0; calls < callsInTurn; calls++) {
    const due = await duePosts(app, channelId, counts.most);
    if (due.length === 0) return { again: await untilDue(app, channelId) };
    const outcome = await ask(app, opened, due);
    const apart = outcome.kind === "refused" && due.length > 1;
    const stopped = apart ? await singly(app, opened, due) : await settle(app, opened, due, outcome);
    if (stopped) return stopped;
    if (apart) calls += due.length;
  }
  return { again: later(app, untilNextTurn) };
}

// One post the network will not tell of must not cost the others of its call a step.
async function singly(app: App, opened: Opened, due: DuePost[]): Promise<Again> {
  for (const post of due) {
    const stopped = await settle(app, opened, [post], await ask(app, opened, [post]));
    if (stopped) return stopped;
  }
  return;
}

// Posts that are told meanwhile are due an hour after they were published at the earliest.
async function untilDue(app: App, channelId: string): Promise<string> {
  const [next, latest] = [await nextDue(app, channelId), later(app, atTheLatest)];
  return next !== null && next < latest ? next : latest;
}

async function ask(app: App, opened: Opened, due: DuePost[]): Promise<Outcome<IncomingItem[]>> {
  const { connector, access, channel } = opened;
  const limit = await mayCall(app, channel, connector, "counts", "history");
  if (limit) return { kind: "wait", ...limit };
  const outcome = await connector.counts!.read(
    access,
    due.map((post) => post.externalId),
  );
  await account(app, channel, connector, "counts", outcome);
  const renewed = connector.refreshed?.(access);
  if (renewed != null) await keepRenewed(app, access, channel.credentials, renewed);
  return outcome;
}

/** Keeps what was told; says when to come back where nothing was, and nothing where one may go on. */
async function settle(
  app: App,
  { channel, connector }: Opened,
  due: DuePost[],
  outcome: Outcome<IncomingItem[]>,
): Promise<Again> {
  const { pace } = connector.counts!;
  // What moved meanwhile is asked again, where it is now.
  const moved = { again: app.clock.iso() };
  if (outcome.kind === "ok")
    return (await storeCounts(app, channel, due, pace, { items: outcome.value })) ? undefined : moved;
  const { reason } = outcome;
  app.log.warn({ channelId: channel.id, outcome: outcome.kind, reason }, "the counts of older posts were not read");
  if (outcome.kind === "reconnect" || outcome.kind === "narrowed") {
    await markBroken(app, channel, outcome, "poll");
    return { again: later(app, atTheLatest) };
  }
  if (outcome.kind === "wait") {
    const until = patience(app, outcome.until);
    const again = until > later(app, untilNextTurn) ? until : later(app, untilNextTurn);
    await tellCountsWait(app, channel.id, reason, again);
    return { again };
  }
  // What the network will not answer today it may answer at the next step; the other posts must not wait for it.
  return (await storeCounts(app, channel, due, pace, { refused: reason })) ? undefined : moved;
}
