import { z } from "zod";
import { type Answer, ask, type Failure, type Question, wordsOf } from "#bff/connectors/ask.ts";
import type { ChannelAccess, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";

const Action = z.object({ id: z.number(), count: z.number().optional(), acted: z.boolean().optional() });

/** A post as every list of the forum has it. The first one of a topic is the topic's own text. */
export const Post = z.object({
  id: z.number(),
  user_id: z.number().nullish(),
  username: z.string().nullish(),
  name: z.string().nullish(),
  created_at: z.string(),
  updated_at: z.string(),
  cooked: z.string(),
  raw: z.string().optional(),
  post_number: z.number(),
  post_type: z.number(),
  /** described as text, and a number in what forums answer */
  reply_to_post_number: z.coerce.number().nullish(),
  topic_id: z.number(),
  topic_slug: z.string().default("-"),
  topic_title: z.string().optional(),
  category_id: z.number().nullish(),
  version: z.number(),
  hidden: z.boolean().default(false),
  yours: z.boolean().default(false),
  deleted_at: z.string().nullish(),
  user_deleted: z.boolean().default(false),
  actions_summary: z.array(Action).default([]),
});
export type Post = z.infer<typeof Post>;

export const Topic = z.object({
  id: z.number(),
  title: z.string(),
  category_id: z.number().nullish(),
  tags: z.array(z.union([z.string(), z.object({ name: z.string() })])).default([]),
  posts_count: z.number(),
  like_count: z.number().default(0),
  views: z.number().nullish(),
  deleted_at: z.string().nullish(),
  post_stream: z.object({ posts: z.array(z.unknown()) }),
});
export type Topic = z.infer<typeof Topic>;

export const Credentials = z.object({ site: z.string(), key: z.string(), user: z.string() });
const Watching = z.object({
  categories: z.array(z.number()),
  tags: z.array(z.string()),
  words: z.array(z.string()),
});
type Watching = z.infer<typeof Watching>;

/** One forum, spoken to as one user. Every call says what went wrong as an outcome. */
export type Forum = {
  site: string;
  user: string;
  watching: Watching;
  call(path: string, question?: Question & { scope?: string }): Promise<Outcome<Answer>>;
  /** requests made so far */
  asked(): number;
};

export const signed = (key: string, user: string) => ({ "Api-Key": key, "Api-Username": user });

/** A limit is told in the answer's own words where the header is missing. */
export function judgeLimit(now: Date): (answer: Answer) => Failure | null {
  return (answer) => {
    const extras = (answer.body as { extras?: { wait_seconds?: unknown } } | undefined)?.extras;
    const seconds = Number(extras?.wait_seconds);
    if (answer.status !== 429 || answer.headers.has("retry-after") || !(seconds > 0)) return null;
    const until = new Date(now.getTime() + Math.min(seconds, 86_400) * 1000).toISOString();
    return { kind: "wait", until, reason: wordsOf(answer) };
  };
}

/**
 * Forums answer 403 to a dead key, to a key that is too narrow, and to what the user may not do; the words are in the
 * forum's language. So after one the least that is needed is asked for: where that is refused too, the key is dead.
 */
export function forumOf(parts: ConnectorParts, access: ChannelAccess): Forum {
  const { site, key, user } = Credentials.parse(access.credentials);
  const judge = judgeLimit(parts.clock.now());
  let asked = 0;
  let alive = false;
  const once = (path: string, question: Question) => {
    asked += 1;
    return ask(parts, `${site}${path}`, { judge, ...question, headers: signed(key, user) });
  };
  return {
    site,
    user,
    watching: Watching.parse(access.settings),
    asked: () => asked,
    async call(path, { scope, ...question } = {}) {
      const fine = [...(question.fine ?? []), 403];
      const answer = await once(path, { ...question, fine });
      if (answer.kind !== "ok" || answer.value.status !== 403) return answer;
      const reason = wordsOf(answer.value) || "The forum refuses this.";
      // What only reads asks once: many topics of a forum may be kept from the user.
      if (!alive || question.writing) {
        const least = path.startsWith("/posts.json") && !question.writing ? null : await once("/posts.json", { fine });
        if (least && least.kind !== "ok") return least;
        if (!least || least.value.status === 403) return { kind: "reconnect", reason };
        alive = true;
      }
      if (question.fine?.includes(403)) return answer;
      return scope ? { kind: "narrowed", reason, scope } : { kind: "refused", reason };
    },
  };
}

/** Posts of a list, and what of it cannot be read. */
export function postsIn(raw: unknown[]): { posts: Post[]; odd: { raw: unknown; error: string }[] } {
  const posts: Post[] = [];
  const odd: { raw: unknown; error: string }[] = [];
  for (const one of raw) {
    const read = Post.safeParse(one);
    if (read.success) posts.push(read.data);
    else odd.push({ raw: one, error: read.error.issues.map((is) => `${is.path.join(".")}: ${is.message}`).join("; ") });
  }
  return { posts, odd };
}

/**
 * A post by its id; null when there is none. Forums answer 404 to what is deleted, itself or with its topic, and 403 to
 * what the user may not see: that may be there for everybody else, and is `refused`.
 */
export async function postOf(forum: Forum, id: string): Promise<Outcome<Post | null>> {
  const answer = await forum.call(`/posts/${encodeURIComponent(id)}.json`, { fine: [404, 410] });
  if (answer.kind !== "ok") return answer;
  if (answer.value.status >= 400) return { kind: "ok", value: null };
  const read = Post.safeParse(answer.value.body);
  if (read.success) return { kind: "ok", value: read.data };
  return { kind: "refused", reason: "The forum answered with a post in a form that is not known." };
}

/** A topic with the posts around `near`; null when it is gone, or may not be seen. */
export async function topicOf(forum: Forum, id: number, near?: number): Promise<Outcome<Topic | null>> {
  const path = `/t/${id}.json${near ? `?post_number=${near}` : ""}`;
  const answer = await forum.call(path, { fine: [403, 404, 410] });
  if (answer.kind !== "ok") return answer;
  const read = Topic.safeParse(answer.value.body);
  if (answer.value.status >= 400) return { kind: "ok", value: null };
  if (read.success) return { kind: "ok", value: read.data };
  return { kind: "refused", reason: "The forum answered with a topic in a form that is not known." };
}

/** Away for readers: deleted by staff, or by its author (the forum keeps the empty post for a day). */
export const isGone = (post: Post | null): boolean => post === null || Boolean(post.deleted_at) || post.user_deleted;
export const plain = (text: string): string => text.replace(/\s+/g, " ").trim();
export const isOurs = (forum: Forum, post: Post): boolean =>
  post.yours || post.username?.toLowerCase() === forum.user.toLowerCase();
