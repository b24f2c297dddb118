import { blueskyCapabilities } from "../../bff/connectors/bluesky/about.ts";
import { createBluesky } from "../../bff/connectors/bluesky/connector.ts";
import { connectorContract } from "../../bff/connectors/contract.ts";
import type { ContractWorld } from "../../bff/connectors/contract-world.ts";
import { systemClock } from "../../bff/platform/clock.ts";
import { fetchSafely } from "../../bff/platform/fetch-safely.ts";
import { startNetwork } from "./network.ts";
import { hiddenWith, personAt, repliesUnder } from "./people.ts";

async function world(): Promise<ContractWorld> {
  const network = await startNetwork();
  const lumi = await network.account("lumi");
  const brandAgent = await network.signedIn(lumi);
  const aino = await network.account("aino");
  const followerAgent = await network.signedIn(aino);
  await network.settle();
  const { data: app } = await brandAgent.com.atproto.server.createAppPassword({ name: "konak" });
  const brand = personAt(brandAgent, network);
  const follower = personAt(followerAgent, network);
  const input = { service: network.url, handle: `@${lumi.handle}`, appPassword: app.password };
  return {
    connector: createBluesky({ fetch: fetchSafely({ allowAddresses: ["localhost"] }), clock: systemClock }),
    input,
    wrongInput: { ...input, appPassword: "aaaa-bbbb-cccc-dddd" },
    brandPosts: (text) => brand.write(text),
    brandDeletes: brand.remove,
    followerReplies: follower.reply,
    followerMentions: (text) => follower.write(`@${lumi.handle} ${text}`),
    hides: brand.hides,
    followerQuotes: follower.quote,
    followerEdits: follower.edit,
    followerDeletes: follower.remove,
    followerWroteBefore: (days, text) => {
      const createdAt = new Date(Date.now() - days * 86_400_000).toISOString();
      return follower.write(`@${lumi.handle} ${text}`, { createdAt });
    },
    async wasDone(action, uri) {
      await network.settle();
      if (action === "report") return (await network.reported()).includes(uri);
      if (action === "like" || action === "unlike") {
        const { data } = await followerAgent.getLikes({ uri });
        const ours = data.likes.filter((one) => one.actor.did === lumi.did);
        return action === "like" ? ours.length === 1 : ours.length === 0;
      }
      if (action === "hide" || action === "unhide")
        return (await hiddenWith(followerAgent, uri)).includes(uri) === (action === "hide");
      const { data } = await brandAgent.getProfile({ actor: aino.did });
      return Boolean(data.viewer?.muted) === (action === "mute");
    },
    brandReplies: brand.reply,
    brandRepliesUnder: async (uri) => {
      await network.settle();
      return repliesUnder(followerAgent, uri, lumi.did);
    },
    async withdrawn(access) {
      await brandAgent.com.atproto.server.revokeAppPassword({ name: "konak" });
      const credentials = access.credentials as { session: { accessJwt: string } };
      const session = { ...credentials.session, accessJwt: `${credentials.session.accessJwt.slice(0, -4)}AAAA` };
      return { ...access, credentials: { ...credentials, session } };
    },
    stop: network.stop,
  };
}

connectorContract("Bluesky", blueskyCapabilities, world);
