import { connectorContract } from "../../bff/connectors/contract.ts";
import type { ContractWorld } from "../../bff/connectors/contract-world.ts";
import { wordpressCapabilities } from "../../bff/connectors/wordpress/about.ts";
import { createWordpress } from "../../bff/connectors/wordpress/connector.ts";
import { systemClock } from "../../bff/platform/clock.ts";
import { fetchSafely, streamSafely } from "../../bff/platform/fetch-safely.ts";
import { peopleOf } from "./people.ts";
import { startBlog } from "./server.ts";

async function world(): Promise<ContractWorld> {
  const blog = await startBlog();
  const people = peopleOf(blog);
  const allow = { allowAddresses: ["127.0.0.1"] };
  const input = { site: blog.url, user: "lumi", password: people.password("lumi", "konak") };
  return {
    connector: createWordpress({ fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock: systemClock }),
    input,
    wrongInput: { ...input, password: "abcd EFGH ijkl MNOP qrst UVWX" },
    brandPosts: async (text) => people.post(text),
    brandDeletes: async (id) => people.unpublish(id),
    followerReplies: async (parent, text) => people.comment(parent, text),
    followerEdits: async (id, text) => people.edit(id, text),
    followerDeletes: async (id) => people.remove(id),
    hides: async (id, hidden) => people.status(id, hidden ? "hold" : "approve"),
    followerWroteBefore: async (days, text) => people.commentBefore(days, text),
    brandReplies: async (parent, text) => people.answer(parent, text),
    brandRepliesUnder: async (id) => people.answersUnder(id),
    wasDone: async (action, id) => people.wasDone(action, id),
    withdrawn: async (access) => {
      people.revoke("lumi");
      return access;
    },
    async narrowed(access) {
      const user = people.writer();
      const credentials = { ...(access.credentials as object), user, password: people.password(user, "konak") };
      return { ...access, credentials };
    },
    stop: blog.stop,
  };
}

connectorContract("WordPress", wordpressCapabilities, world);
