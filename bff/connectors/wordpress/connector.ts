import { z } from "zod";
import { ask } from "#bff/connectors/ask.ts";
import type { ConnectedAccount, Connector, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { textOfHtml } from "#bff/connectors/html-text.ts";
import { replyLimits } from "#shared/channel.ts";
import { wordpressCapabilities, wordpressConnectBy, wordpressMoves } from "./about.ts";
import { addressOf, blogOf, judge, signed } from "./api.ts";
import { postsAtOnce, readCounts } from "./counts.ts";
import { movedBlog } from "./moved.ts";
import { act, findSent, remove, send } from "./send.ts";
import { backfill, sync } from "./sync.ts";

const Me = z.object({ id: z.number(), name: z.string(), capabilities: z.record(z.string(), z.unknown()).default({}) });
const Root = z.object({ name: z.string(), home: z.string() });

/** WordPress blogs: comments read, answered, held, approved, called spam and thrown away over the REST API. */
export function createWordpress(parts: ConnectorParts): Connector {
  return {
    network: "wordpress",
    capabilities: wordpressCapabilities,
    connectBy: wordpressConnectBy,
    replyLimit: () => replyLimits.wordpress,
    connect: (input) => connect(parts, input),
    move: { says: wordpressMoves, judge: (before, account) => movedBlog(parts, before, account) },
    sync: (access, cursor) => sync(blogOf(parts, access), cursor, parts.clock.now()),
    backfill: (access, until, cursor) => backfill(blogOf(parts, access), until, cursor),
    counts: {
      most: postsAtOnce,
      pace: "usual",
      read: (access, posts) => readCounts(blogOf(parts, access), posts, parts.clock.now()),
    },
    send: (access, reply) => send(blogOf(parts, access), reply),
    findSent: (access, reply) => findSent(blogOf(parts, access), reply),
    remove: (access, externalId) => remove(blogOf(parts, access), externalId),
    act: (access, one) => act(blogOf(parts, access), access, one),
  };
}

async function connect(parts: ConnectorParts, input: Record<string, string>): Promise<Outcome<ConnectedAccount>> {
  const typed = (input.site ?? "").trim();
  const site = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(site)) return { kind: "refused", reason: `"${typed}" is not an address.` };
  const user = (input.user ?? "").trim();
  // Shown in groups of four, and copied with whatever stands between them.
  const password = (input.password ?? "").replace(/[\s\p{Cf}]/gu, "");
  if (!user || !password) return { kind: "refused", reason: "A user name and an application password are needed." };
  const api = await rootOf(parts, site);
  if (api.kind !== "ok") return api;
  const root = await ask(parts, addressOf(api.value, "/"), {});
  if (root.kind !== "ok") return root;
  const blog = Root.safeParse(root.value.body);
  if (!blog.success) return { kind: "refused", reason: "There is no WordPress at this address." };
  const me = await ask(parts, addressOf(api.value, "/wp/v2/users/me", { context: "edit" }), {
    headers: signed(user, password),
    judge,
  });
  if (me.kind !== "ok") return me;
  const { id, name, capabilities } = Me.parse(me.value.body);
  const moderates = capabilities.moderate_comments === true;
  return {
    kind: "ok",
    value: {
      externalId: blog.data.home,
      handle: new URL(blog.data.home).host,
      name: textOfHtml(blog.data.name) || name,
      url: blog.data.home,
      credentials: { api: api.value, user, password },
      settings: { userId: id, moderates },
      missingScopes: moderates ? [] : ["moderate_comments"],
    },
  };
}

/** Where the REST API lives, as the blog says in a header of its pages. */
async function rootOf(parts: ConnectorParts, site: string): Promise<Outcome<string>> {
  const page = await ask(parts, site, { due: "text", fine: [404] });
  if (page.kind !== "ok") return page;
  const link = /<([^>]+)>;\s*rel="https:\/\/api\.w\.org\/"/.exec(page.value.headers.get("link") ?? "")?.[1];
  const named = link && URL.canParse(link, site) ? new URL(link, site).href : null;
  return { kind: "ok", value: named ?? new URL("wp-json/", site.endsWith("/") ? site : `${site}/`).href };
}
