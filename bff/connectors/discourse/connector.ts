import { z } from "zod";
import { ask } from "#bff/connectors/ask.ts";
import type { ChannelAccess, ConnectedAccount, Connector, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { replyLimits } from "#shared/channel.ts";
import { discourseCapabilities, discourseConnectBy, discourseMoves, requestLimit } from "./about.ts";
import { type Forum, forumOf, judgeLimit } from "./api.ts";
import { readCounts, topicsAtOnce } from "./counts.ts";
import { backfill } from "./history.ts";
import { discourseHook } from "./hook.ts";
import { lookUp } from "./look-up.ts";
import { movedForum } from "./moved.ts";
import { act, findSent, remove, send } from "./send.ts";
import { sync } from "./sync.ts";

const Site = z.object({ title: z.string() });
const Category = z.object({
  id: z.number(),
  name: z.string(),
  slug: z.string(),
  subcategory_ids: z.array(z.number()).default([]),
  subcategory_list: z.array(z.unknown()).nullish(),
});
type Category = z.infer<typeof Category>;
const Categories = z.object({ category_list: z.object({ categories: z.array(z.unknown()) }) });

/** Discourse forums: topics and replies read, answered, liked, edited, flagged and deleted as one user. */
export function createDiscourse(parts: ConnectorParts): Connector {
  const counted = async <T>(access: ChannelAccess, work: (forum: Forum) => Promise<Outcome<T>>) => {
    const forum = forumOf(parts, access);
    const outcome = await work(forum);
    return { ...outcome, spent: { [requestLimit.name]: forum.asked() } };
  };
  return {
    network: "discourse",
    capabilities: discourseCapabilities,
    connectBy: discourseConnectBy,
    limits: [requestLimit],
    replyLimit: () => replyLimits.discourse,
    connect: (input) => connect(parts, input),
    move: {
      says: discourseMoves,
      judge: (before, { credentials, settings = {}, ...account }) =>
        movedForum(forumOf(parts, { ...before.access, credentials, settings }), before, {
          ...account,
          credentials,
          settings,
        }),
    },
    sync: (access, cursor) => counted(access, (forum) => sync(forum, cursor, parts.clock.now())),
    backfill: (access, until, cursor) => counted(access, (forum) => backfill(forum, until, cursor)),
    counts: {
      most: topicsAtOnce,
      pace: "usual",
      read: (access, posts) => counted(access, (forum) => readCounts(forum, posts, parts.clock.now())),
    },
    send: (access, reply) => counted(access, (forum) => send(forum, reply)),
    findSent: (access, reply) => counted(access, (forum) => findSent(forum, reply)),
    remove: (access, externalId) => counted(access, (forum) => remove(forum, externalId)),
    act: (access, one) => counted(access, (forum) => act(forum, one)),
    hook: discourseHook({
      lookUp: (access, post) => counted(access, (forum) => lookUp(forum, post, parts.clock.now())),
    }),
  };
}

const linesOf = (text: string | undefined): string[] =>
  (text ?? "")
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean);

async function connect(parts: ConnectorParts, input: Record<string, string>): Promise<Outcome<ConnectedAccount>> {
  const typed = (input.site ?? "").trim();
  const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(address)) return { kind: "refused", reason: `"${typed}" is not an address.` };
  // A forum may live in a folder; the page somebody copied the address from is no part of it.
  const { origin, pathname } = new URL(address);
  const site = `${origin}${pathname.replace(/\/(t|c|u|tag|latest|categories|admin)(\/.*)?$/, "").replace(/\/$/, "")}`;
  const key = (input.key ?? "").replace(/[\s\p{Cf}]/gu, "");
  const user = (input.user ?? "").trim().replace(/^@/, "");
  if (!key || !user) return { kind: "refused", reason: "A key and the name of its user are needed." };
  const about = await ask(parts, `${site}/site/basic-info.json`, { judge: judgeLimit(parts.clock.now()) });
  if (about.kind !== "ok") return about;
  const named = Site.safeParse(about.value.body);
  if (!named.success) return { kind: "refused", reason: "There is no Discourse forum at this address." };
  const settings = {
    categories: [],
    tags: linesOf(input.tags).map((tag) => tag.toLowerCase()),
    words: linesOf(input.words),
  };
  const credentials = { site, key, user };
  const access = { channelId: "", externalId: "", handle: "", credentials, settings };
  const forum = forumOf(parts, access);
  const may = await forum.call("/posts.json");
  if (may.kind !== "ok") return may;
  const categories = await categoriesOf(forum, linesOf(input.categories));
  if (categories.kind !== "ok") return categories;
  return {
    kind: "ok",
    value: {
      externalId: `${site}/u/${user.toLowerCase()}`,
      handle: `${user}@${new URL(site).host}`,
      name: named.data.title,
      url: site,
      credentials,
      settings: { ...settings, categories: categories.value },
    },
  };
}

/** The ids of the categories that were named, by name, address part or number, with those below them. */
async function categoriesOf(forum: Forum, wanted: string[]): Promise<Outcome<number[]>> {
  if (wanted.length === 0) return { kind: "ok", value: [] };
  const answer = await forum.call("/categories.json?include_subcategories=true", { scope: "categories: list" });
  if (answer.kind !== "ok") return answer;
  const read = Categories.safeParse(answer.value.body);
  const all = read.success ? flat(read.data.category_list.categories) : [];
  const ids = new Set<number>();
  for (const name of wanted) {
    const small = name.toLowerCase();
    const found = all.find((one) => [one.name.toLowerCase(), one.slug, String(one.id)].includes(small));
    if (!found) return { kind: "refused", reason: `The forum has no category "${name}" that this user may see.` };
    for (const id of [found.id, ...found.subcategory_ids]) ids.add(id);
  }
  return { kind: "ok", value: [...ids] };
}

const flat = (raw: unknown[]): Category[] =>
  raw.flatMap((one) => {
    const read = Category.safeParse(one).data;
    return read ? [read, ...flat(read.subcategory_list ?? [])] : [];
  });
