import { z } from "zod";
import { ask, type Failure, type Question } from "#bff/connectors/ask.ts";
import type { ChannelAccess, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import type { Neighbour } from "#bff/connectors/inbound.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { judge, type X } from "./api.ts";
import { type ApiKey, Key, type Places } from "./key.ts";

/** What is asked for: own posts and answers, their deletion, and what others write to the account. */
const events = ["post.create", "post.delete", "post.mention.create", "post.reply.create", "post.quote.create"];

const Webhook = z.object({ id: z.string(), url: z.string(), valid: z.boolean().default(false) });
const Webhooks = z.object({ data: z.array(Webhook).default([]) });
const Subscriptions = z.object({
  data: z
    .array(
      z.object({
        event_type: z.string(),
        filter: z.object({ user_id: z.string().optional() }).default({}),
        webhook_id: z.string().optional(),
      }),
    )
    .default([]),
});

const week = 7 * 86_400_000;

/**
 * Has X send events of the account to `callback`. Webhooks belong to the app and X allows few of them, so one that
 * works already is used when it is a connected channel's, and those of disconnected ones are given up.
 */
export const subscribe = (
  parts: ConnectorParts,
  places: Places,
  x: X,
  access: ChannelAccess,
  callback: string,
  neighbours: Neighbour[] = [],
) =>
  whole(async () => {
    const api = Key.safeParse(access.credentials).data?.api;
    if (!api)
      return must<{ until: string }>({
        kind: "refused",
        reason:
          "X is read again and again, but tells nothing by itself: the app's API key and its secret were not given when the channel was connected.",
      });
    const call = caller(parts, places, must(await appToken(parts, places, api)));
    const webhook = await webhookFor(call, callback, neighbours);
    const all = read(Subscriptions, await call(`${path}?max_results=1000`));
    const there = all.data.filter(
      ({ filter, webhook_id: at }) => filter.user_id === access.externalId && at === webhook,
    );
    const missing = events.filter((one) => !there.some((known) => known.event_type === one));
    const failures: Failure[] = [];
    for (const event_type of missing) {
      const body = { event_type, filter: { user_id: access.externalId }, webhook_id: webhook, tag: "konak" };
      const asked = await askedFor(call, x, body);
      if (asked.kind !== "ok") failures.push(asked);
    }
    // What X does send comes, though it refuses the rest; and that is said.
    for (const failure of failures) must(failure);
    return { until: new Date(parts.clock.now().getTime() + week).toISOString() };
  });

const path = "/2/activity/subscriptions";
const fine: Outcome<null> = { kind: "ok", value: null };

/** The app may ask for what everybody sees; mentions are sent where the account itself asks for them. */
async function askedFor(call: Call, x: X, body: object): Promise<Outcome<null>> {
  const asApp = await whole(() => call(path, { body }));
  if (asApp.kind === "ok" || isThere(asApp)) return fine;
  if (asApp.kind !== "refused" && asApp.kind !== "reconnect") return asApp;
  const asAccount = await x.change("POST", path, { body });
  if (asAccount.kind === "ok" || isThere(asAccount)) return fine;
  return asAccount;
}

const isThere = (outcome: Failure): boolean => /duplicate|already exists/i.test(outcome.reason);

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const known = schema.safeParse(body);
  const unclear = { kind: "refused" as const, reason: "X answered in a form that is not known." };
  return must<T>(known.success ? { kind: "ok", value: known.data } : unclear);
}

type Call = (path: string, question?: Question) => Promise<unknown>;

const caller =
  (parts: ConnectorParts, places: Places, token: string): Call =>
  async (path, question = {}) => {
    const headers = { authorization: `Bearer ${token}` };
    return must(await ask(parts, new URL(path, places.api).href, { ...question, headers, judge })).body;
  };

/** The app speaks for itself when it asks for webhooks (OAuth 2 client credentials). */
async function appToken(parts: ConnectorParts, places: Places, { key, secret }: ApiKey): Promise<Outcome<string>> {
  const basic = Buffer.from(`${encodeURIComponent(key)}:${encodeURIComponent(secret)}`).toString("base64");
  const answer = await ask(parts, new URL("/oauth2/token", places.api).href, {
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
    // The account's own key is as good as before, so this never asks for a new connection.
    judge: ({ status }) =>
      status === 401 || status === 403
        ? { kind: "refused", reason: "X does not accept the app's API key and its secret; webhooks were not set up." }
        : null,
  });
  if (answer.kind !== "ok") return answer;
  const given = z.object({ access_token: z.string() }).safeParse(answer.value.body).data;
  return given
    ? { kind: "ok", value: given.access_token }
    : { kind: "refused", reason: "X gave the app no key to ask for webhooks with." };
}

async function webhookFor(call: Call, callback: string, neighbours: Neighbour[]): Promise<string> {
  const there = async () => read(Webhooks, await call("/2/webhooks")).data;
  const isOf = (connected: boolean) => (one: { url: string }) =>
    neighbours.some((known) => known.connected === connected && known.callback === one.url);
  const all = await there();
  // Nobody answers there any more, and each takes a place from those that are needed.
  for (const { id } of all.filter(isOf(false))) await whole(() => call(`/2/webhooks/${id}`, { method: "DELETE" }));
  const own = all.find(({ url }) => url === callback);
  if (own?.valid) return own.id;
  // X checks an address when it is asked to; the neighbour's key may be another app's by now.
  const shared = all.filter(isOf(true)).find(({ valid }) => valid);
  if (
    shared &&
    (await isChecked(call, shared.id)) &&
    (await there()).some(({ id, valid }) => id === shared.id && valid)
  )
    return shared.id;
  if (!own) return read(z.object({ data: Webhook }), await call("/2/webhooks", { body: { url: callback } })).data.id;
  // X stopped sending there because a check failed once.
  await call(`/2/webhooks/${own.id}`, { method: "PUT" });
  return own.id;
}

const isChecked = async (call: Call, id: string): Promise<boolean> =>
  (await whole(() => call(`/2/webhooks/${id}`, { method: "PUT" }))).kind === "ok";
