import { z } from "zod";
import { type Answer, ask, type Failure, type Question, wordsOf } from "#bff/connectors/ask.ts";
import type { ChannelAccess, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { keyThatEnds } from "#bff/connectors/key-that-ends.ts";
import type { Budget } from "#bff/connectors/limits.ts";
import { limitNameOf } from "./about.ts";
import { Key, type Places, renew } from "./key.ts";

const Ref = z.object({ type: z.string(), id: z.string() });
const count = z.number().nullish();

/** X leaves out of a link whatever it does not know. */
const Links = z
  .object({ urls: z.array(z.object({ url: z.string().nullish(), expanded_url: z.string().nullish() })).nullish() })
  .nullish();
/** The whole of a post that is longer than 280 characters; `text` is cut off there. */
const Note = z.object({ text: z.string(), entities: Links }).nullish();

/** X calls a post's parts by new names and by old ones; both are read. */
export const Post = z
  .object({
    id: z.string(),
    text: z.string(),
    author_id: z.string().nullish(),
    created_at: z.string(),
    conversation_id: z.string().nullish(),
    lang: z.string().nullish(),
    referenced_posts: z.array(Ref).nullish(),
    referenced_tweets: z.array(Ref).nullish(),
    edit_history_post_ids: z.array(z.string()).nullish(),
    edit_history_tweet_ids: z.array(z.string()).nullish(),
    entities: Links,
    note_post: Note,
    note_tweet: Note,
    public_metrics: z
      .object({
        like_count: count,
        reply_count: count,
        quote_count: count,
        repost_count: count,
        retweet_count: count,
        impression_count: count,
        bookmark_count: count,
      })
      .nullish(),
  })
  .transform((post) => {
    const refs = post.referenced_posts ?? post.referenced_tweets ?? [];
    const ref = (...types: string[]) => refs.find(({ type }) => types.includes(type))?.id ?? null;
    const note = post.note_post ?? post.note_tweet;
    // Pictures are linked where the cut words end, so both lists count.
    const urls = [...(post.entities?.urls ?? []), ...(note?.entities?.urls ?? [])];
    const links = new Map(urls.flatMap(({ url, expanded_url: long }) => (url ? [[url, long ?? url] as const] : [])));
    const versions = post.edit_history_post_ids ?? post.edit_history_tweet_ids ?? [post.id];
    return {
      /** an edited post has a new id; it keeps the first one here */
      id: versions[0] ?? post.id,
      versions,
      version: post.id,
      text: note?.text ?? post.text,
      author: post.author_id ?? null,
      at: post.created_at,
      conversation: post.conversation_id ?? null,
      lang: post.lang && !/^(und|q..|art|zxx)$/.test(post.lang) ? post.lang : null,
      parent: ref("replied_to"),
      quoted: ref("quoted"),
      isRepost: ref("retweeted", "reposted") !== null,
      /** the long address of each short one in the words */
      links,
      metrics: post.public_metrics ?? {},
    };
  });
export type Post = z.infer<typeof Post>;

export const User = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string().default(""),
  public_metrics: z.object({ followers_count: z.number() }).nullish(),
});
export type User = z.infer<typeof User>;

const Page = z.object({
  data: z.array(z.unknown()).default([]),
  includes: z.object({ users: z.array(z.unknown()).default([]) }).nullish(),
  meta: z.object({ next_token: z.string().nullish() }).nullish(),
  errors: z.array(z.unknown()).default([]),
});

/** What of a page could not be given. Posts that are not found are gone; others are kept from us, or X has trouble. */
const Missing = z.object({ type: z.string().endsWith("/resource-not-found"), resource_id: z.string() });

export type Read = {
  posts: Post[];
  users: Map<string, User>;
  odd: { raw: unknown; error: string }[];
  next: string | null;
  /** ids that were asked for and are not found any more */
  gone: Set<string>;
};

export function readPage(body: unknown): Read {
  const page = Page.safeParse(body).data ?? { data: [], errors: [] };
  const gone = new Set(page.errors.flatMap((error) => Missing.safeParse(error).data?.resource_id ?? []));
  const read: Read = { posts: [], users: new Map(), odd: [], next: page.meta?.next_token ?? null, gone };
  for (const raw of page.data) {
    const post = Post.safeParse(raw);
    if (post.success) read.posts.push(post.data);
    else
      read.odd.push({
        raw,
        error: post.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
      });
  }
  for (const raw of page.includes?.users ?? []) {
    const user = User.safeParse(raw).data;
    if (user) read.users.set(user.id, user);
  }
  return read;
}

const Problem = z.object({ type: z.string() });
const ownAccount =
  /\byour account (?:is|has been) (?:suspended|(?:temporarily )?locked)|\bthis account is temporarily locked/i;

/** What can be posted in a day has a limit of its own, and headers of its own that say when the next day begins. */
function dayIsOver({ status, headers }: Answer): Failure | null {
  const over = (whose: string) => status === 429 && headers.get(`x-${whose}-limit-24hour-remaining`) === "0";
  const ends = ["user", "app"].filter(over).map((whose) => Number(headers.get(`x-${whose}-limit-24hour-reset`)));
  const end = Math.max(0, ...ends.filter((one) => one > 0));
  if (end === 0) return null;
  return { kind: "wait", until: new Date(end * 1000).toISOString(), reason: "X takes no more posts today." };
}

const noCredits =
  "The credits of the app at X are used up, so X does nothing for it any more. Buy some in the developer console of X (console.x.com); what was written meanwhile is read then.";

/**
 * 403 means many things. A problem with a name of its own is about the one request or post; one without
 * (`about:blank`) has only words, and they speak of our account or of somebody else's.
 */
export function judge(answer: Answer): Failure | null {
  if (answer.status === 402) return { kind: "refused", reason: noCredits };
  if (answer.status !== 403) return dayIsOver(answer);
  const reason = wordsOf(answer) || "X does not allow this.";
  const named = (Problem.safeParse(answer.body).data?.type ?? "about:blank") !== "about:blank";
  return { kind: !named && ownAccount.test(reason) ? "reconnect" : "refused", reason };
}

const scopeOf = (path: string): string =>
  (path.includes("/activity") ? "tweet.read" : "") ||
  (path.includes("/muting") ? "mute.write" : "") ||
  (path.includes("/hidden") ? "tweet.moderate.write" : "tweet.write");

/** X hardly says which scope is missing, but what was given is known since connecting. */
function narrowed(answer: Answer, question: Question, path: string, { scopes }: Key): Failure | null {
  const scope = scopeOf(path);
  const missing = answer.status === 403 && question.writing === true && !scopes.includes(scope);
  return missing ? { kind: "narrowed", reason: "X was not asked, or did not allow Konak, to do this.", scope } : null;
}

export type X = {
  id: string;
  get(path: string, query?: Record<string, string | undefined>, fine?: number[]): Promise<Outcome<Answer>>;
  change(method: string, path: string, question?: Question): Promise<Outcome<Answer>>;
  budget(): Budget[];
  renewed(): Key | null;
};

/** The API as one account. A key lasts two hours and its refresh token works once, so a new one is handed out at once. */
export function xOf(parts: ConnectorParts, places: Places, access: ChannelAccess): X {
  const { clock } = parts;
  const held = keyThatEnds({
    clock,
    schema: Key,
    access,
    renew: (key) => renew(parts, places, key, access.app ?? null),
  });
  const budgets = new Map<string, Budget>();
  const call = (url: URL, question: Question): Promise<Outcome<Answer>> =>
    held.with((key, refused) =>
      ask(parts, url.href, {
        ...question,
        headers: { authorization: `Bearer ${key.token}` },
        judge(told) {
          if (told.status === 401) refused();
          const name = limitNameOf(question.method ?? "GET", url.pathname);
          for (const budget of budgetOf(name, told.headers)) budgets.set(name, budget);
          return narrowed(told, question, url.pathname, key) ?? judge(told);
        },
      }),
    );
  return {
    id: access.externalId,
    get(path, query = {}, fine = []) {
      const url = new URL(path, places.api);
      for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value);
      return call(url, { fine });
    },
    change: (method, path, question = {}) => call(new URL(path, places.api), { ...question, method, writing: true }),
    budget: () => [...budgets.values()],
    renewed: held.renewed,
  };
}

function budgetOf(name: string, headers: Headers): Budget[] {
  const remaining = headers.get("x-rate-limit-remaining");
  if (remaining === null) return [];
  const reset = Number(headers.get("x-rate-limit-reset"));
  const resetAt = reset > 0 ? new Date(reset * 1000).toISOString() : null;
  return [{ name, remaining: Number(remaining), limit: Number(headers.get("x-rate-limit-limit")) || null, resetAt }];
}
