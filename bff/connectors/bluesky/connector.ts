import type { ConnectedAccount, Connector, Outcome } from "#bff/connectors/connector.ts";
import { replyLimits } from "#shared/channel.ts";
import { blueskyCapabilities, blueskyConnectBy } from "./about.ts";
import { actOn } from "./acts.ts";
import { postsAtOnce, readCounts } from "./counts.ts";
import { backfillPage } from "./history.ts";
import { outcomeOf } from "./outcomes.ts";
import { lenient } from "./reader.ts";
import { readSent, removeRecord, sendReply } from "./send.ts";
import { type BlueskyOptions, credentialsOf, newAgent, sessions } from "./session.ts";
import { syncPage } from "./sync.ts";

const defaultService = "https://bsky.social";

/** Handles are copied from profiles: with an @ in front and, from some browsers, invisible marks around them. */
const cleanHandle = (handle: string): string => handle.replace(/[\p{Cf}\s]/gu, "").replace(/^@/, "");

function serviceOf(input: string | undefined): string | null {
  try {
    const url = new URL(input?.trim() || defaultService);
    return url.protocol === "https:" || url.protocol === "http:" ? url.origin : null;
  } catch {
    return null;
  }
}

async function connect(input: Record<string, string>, options: BlueskyOptions): Promise<Outcome<ConnectedAccount>> {
  const service = serviceOf(input.service);
  if (!service) return { kind: "refused", reason: `"${input.service}" is not an address of a server.` };
  const identifier = cleanHandle(input.handle ?? "");
  const password = (input.appPassword ?? "").trim();
  if (!identifier || !password) return { kind: "refused", reason: "A handle and an app password are needed." };
  const agent = newAgent(service, options);
  try {
    await agent.login({ identifier, password });
    const { did, handle } = agent.session!;
    const { displayName } = await lenient(agent.getProfile({ actor: did }));
    return {
      kind: "ok",
      value: {
        externalId: did,
        handle,
        name: displayName || handle,
        url: `https://bsky.app/profile/${handle}`,
        credentials: credentialsOf(agent, password),
      },
    };
  } catch (error) {
    return outcomeOf(error, options.clock.now());
  }
}

/** Bluesky, and every other server of its network. `fetch` decides which addresses may be asked. */
export function createBluesky(options: BlueskyOptions): Connector {
  const { signedIn, renewedFor } = sessions(options);
  const now = () => options.clock.now();
  return {
    network: "bluesky",
    capabilities: blueskyCapabilities,
    connectBy: blueskyConnectBy,
    replyLimit: () => replyLimits.bluesky,
    connect: (input) => connect(input, options),
    sync: (access, cursor) => signedIn(access, (agent) => syncPage(agent, agent.assertDid, cursor, now())),
    backfill: (access, until, cursor) =>
      signedIn(access, (agent) => backfillPage(agent, agent.assertDid, until, cursor, now())),
    counts: {
      most: postsAtOnce,
      pace: "usual",
      read: (access, posts) => signedIn(access, (agent) => readCounts(agent, posts, now())),
    },
    send: (access, reply) => signedIn(access, (agent) => sendReply(agent, reply, now())),
    findSent: (access, reply) =>
      signedIn(access, async (agent) => ({ kind: "ok", value: await readSent(agent, reply.idempotencyKey) })),
    remove: (access, externalId) => signedIn(access, (agent) => removeRecord(agent, externalId, now())),
    act: (access, one) => signedIn(access, (agent) => actOn(agent, one, now())),
    refreshed: (access) => renewedFor(access),
  };
}
