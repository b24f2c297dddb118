import { z } from "zod";
import { type Answer, ask, type Failure, type Question, wordsOf } from "#bff/connectors/ask.ts";
import type { ChannelAccess, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";

const Rendered = z.object({ rendered: z.string().default(""), raw: z.string().optional() });

export const Comment = z.object({
  id: z.number(),
  post: z.number(),
  parent: z.number(),
  author: z.number(),
  author_name: z.string().default(""),
  author_email: z.string().optional(),
  author_url: z.string().default(""),
  date_gmt: z.string(),
  content: Rendered,
  link: z.string(),
  status: z.string().default("approved"),
  type: z.string().default("comment"),
});
export type Comment = z.infer<typeof Comment>;

export const Post = z.object({
  id: z.number(),
  date_gmt: z.string(),
  modified_gmt: z.string(),
  link: z.string(),
  title: Rendered,
  excerpt: Rendered.optional(),
});
export type Post = z.infer<typeof Post>;

/** The key of a blog: where its REST API lives, and who speaks. `moderates`: held comments may be seen and judged. */
export const Credentials = z.object({ api: z.string(), user: z.string(), password: z.string() });
export const Settings = z.object({ userId: z.number(), moderates: z.boolean() });

const commentFields = "id,post,parent,author,author_name,author_email,author_url,date_gmt,content,link,status,type";
const postFields = "id,date_gmt,modified_gmt,link,title,excerpt";
const fieldsOf = { comments: commentFields, posts: postFields };

export type Page = { items: unknown[]; total: number };

/** One blog's REST API, signed in. Every call says what went wrong as an outcome. */
export type Blog = {
  userId: number;
  moderates: boolean;
  list(what: "comments" | "posts", query: Record<string, string>): Promise<Outcome<Page>>;
  /** null when there is none, or it may not be seen */
  comment(id: string): Promise<Outcome<Comment | null>>;
  call(path: string, question: Question & { query?: Record<string, string> }): Promise<Outcome<Answer>>;
};

/** `https://blog/wp-json/` and `https://blog/index.php?rest_route=/` both are roots a path is put behind. */
export function addressOf(api: string, path: string, query: Record<string, string> = {}): string {
  const url = new URL(api);
  const route = url.searchParams.get("rest_route");
  if (route !== null) url.searchParams.set("rest_route", `${route.replace(/\/$/, "")}${path}`);
  else url.pathname = `${url.pathname.replace(/\/$/, "")}${path}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

export const signed = (user: string, password: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
});

/** 401 is a key that is refused (the usual judgement); 403 a user who may not do this one thing. */
export function judge(answer: Answer): Failure | null {
  if (answer.status !== 403) return null;
  const { code } = (answer.body ?? {}) as { code?: string };
  if (!code?.startsWith("rest_")) return null;
  return { kind: "narrowed", reason: wordsOf(answer), scope: "moderate_comments" };
}

export function blogOf(parts: ConnectorParts, access: ChannelAccess): Blog {
  const { api, user, password } = Credentials.parse(access.credentials);
  const { userId, moderates } = Settings.parse(access.settings);
  const call: Blog["call"] = (path, { query, ...question }) =>
    ask(parts, addressOf(api, `/wp/v2${path}`, query), { judge, ...question, headers: signed(user, password) });
  return {
    userId,
    moderates,
    call,
    async list(what, query) {
      const all = { context: "edit", status: "all" };
      const context: Record<string, string> = what === "comments" && moderates ? all : {};
      const answer = await call(`/${what}`, {
        query: { per_page: "100", _fields: fieldsOf[what], ...context, ...query },
      });
      if (answer.kind !== "ok") return answer;
      const { body, headers } = answer.value;
      const items = Array.isArray(body) ? body : [];
      return { kind: "ok", value: { items, total: Number(headers.get("x-wp-total") ?? items.length) } };
    },
    async comment(id) {
      const query = { _fields: commentFields, ...(moderates && { context: "edit" }) };
      const answer = await call(`/comments/${id}`, { query, fine: [404] });
      if (answer.kind !== "ok") return answer.kind === "narrowed" ? { kind: "ok", value: null } : answer;
      const read = Comment.safeParse(answer.value.body);
      return { kind: "ok", value: answer.value.status === 404 || !read.success ? null : read.data };
    },
  };
}
