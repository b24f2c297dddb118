import { z } from "zod";
import { type Answer, ask, type Failure, type Question, wordsOf } from "#bff/connectors/ask.ts";
import type { ChannelAccess, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import type { Budget } from "#bff/connectors/limits.ts";

export const Account = z.object({
  id: z.string(),
  acct: z.string(),
  display_name: z.string().default(""),
  url: z.string().nullable().default(null),
  followers_count: z.number().optional(),
});
export type Account = z.infer<typeof Account>;

const Media = z.object({
  type: z.string(),
  url: z.string().nullable().default(null),
  remote_url: z.string().nullable().default(null),
  description: z.string().nullable().default(null),
});

/** Of masto's `Status` what Konak reads; other servers of the network leave much of the rest out. */
export const Status = z.object({
  id: z.string(),
  account: Account,
  content: z.string(),
  created_at: z.string(),
  edited_at: z.string().nullable().default(null),
  in_reply_to_id: z.string().nullable().default(null),
  /** stays when what it answers is deleted, and then is all that tells an answer from a post */
  in_reply_to_account_id: z.string().nullable().default(null),
  language: z.string().nullable().default(null),
  url: z.string().nullable().default(null),
  visibility: z.string(),
  spoiler_text: z.string().default(""),
  favourites_count: z.number().nullable().default(null),
  replies_count: z.number().nullable().default(null),
  reblogs_count: z.number().nullable().default(null),
  quotes_count: z.number().nullable().default(null),
  reblog: z.unknown().nullable().default(null),
  mentions: z.array(z.object({ id: z.string() })).default([]),
  media_attachments: z.array(Media).catch([]).default([]),
  quote: z.object({ quoted_status: z.object({ id: z.string() }).nullish() }).nullish(),
});
export type Status = z.infer<typeof Status>;

export const Notification = z.object({
  id: z.string(),
  type: z.string(),
  created_at: z.string(),
  status: z.unknown().optional(),
});

export const Credentials = z.object({ server: z.string(), token: z.string() });
export const Settings = z.object({ id: z.string(), limit: z.number().default(500) });

export type Query = Record<string, string | string[]>;

/** One account on one server. `id` is the account's there. */
export type Server = {
  id: string;
  /** what the last answer said of the limits */
  budget: Budget[];
  get(path: string, query?: Query, fine?: number[], due?: Question["due"]): Promise<Outcome<Answer>>;
  change(method: string, path: string, question?: Omit<Question, "method">): Promise<Outcome<Answer>>;
};

export function addressOf(server: string, path: string, query: Query = {}): string {
  const url = new URL(path, server);
  for (const [name, value] of Object.entries(query))
    if (Array.isArray(value)) for (const one of value) url.searchParams.append(`${name}[]`, one);
    else url.searchParams.set(name, value);
  return url.href;
}

/** A key without the right is told by words only; a suspended or moved account by 403 as well. */
export function judge(answer: Answer): Failure | null {
  if (answer.status !== 403) return null;
  const reason = wordsOf(answer);
  if (/outside the authorized scopes|insufficient.*scope/i.test(reason))
    return { kind: "narrowed", reason, scope: "write" };
  if (/disabled|suspended|confirm|login/i.test(reason)) return { kind: "reconnect", reason };
  return { kind: "refused", reason: reason || "The server does not allow this." };
}

export function serverOf(parts: ConnectorParts, access: ChannelAccess): Server {
  const { server, token } = Credentials.parse(access.credentials);
  const { id } = Settings.parse({ ...access.settings });
  const headers = { authorization: `Bearer ${token}` };
  const call = async (url: string, question: Question) => {
    const answer = await ask(parts, url, { judge, ...question, headers: { ...headers, ...question.headers } });
    if (answer.kind === "ok") made.budget = budgetOf(answer.value.headers);
    return answer;
  };
  const made: Server = {
    id,
    budget: [],
    get: (path, query, fine, due) => call(addressOf(server, path, query), { fine, due }),
    change: (method, path, question = {}) => call(addressOf(server, path), { ...question, method, writing: true }),
  };
  return made;
}

/** What the server's headers say of the 300 requests in five minutes it usually allows. */
export function budgetOf(headers: Headers): Budget[] {
  const remaining = Number(headers.get("x-ratelimit-remaining") ?? Number.NaN);
  if (Number.isNaN(remaining)) return [];
  const reset = Date.parse(headers.get("x-ratelimit-reset") ?? "");
  return [
    {
      name: "requests",
      remaining,
      limit: Number(headers.get("x-ratelimit-limit")) || null,
      resetAt: Number.isNaN(reset) ? null : new Date(reset).toISOString(),
    },
  ];
}
