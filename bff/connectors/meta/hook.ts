import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { ChannelAccess, ConnectorParts } from "#bff/connectors/connector.ts";
import { type Hook, type HookNews, type Named, unreadableNews } from "#bff/connectors/inbound.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { sameSignature } from "#bff/platform/crypto.ts";
import { type Graph, graphOf } from "./graph.ts";

const Entry = z.object({
  id: z.string(),
  time: z.unknown().optional(),
  changes: z.array(z.unknown()).default([]),
  /** without values, as Meta sends it where they were not asked for */
  changed_fields: z.array(z.string()).default([]),
});
const Delivery = z.object({ object: z.string(), entry: z.array(Entry) });

const changesIn = ({ time, changes, changed_fields: fields }: z.infer<typeof Entry>): unknown[] => [
  ...changes,
  ...fields.map((field) => ({ field, time })),
];

const digest = (text: string) => createHash("sha256").update(text).digest();
const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
const week = 7 * 86_400_000;

/** What is subscribed to: the app's `object` with `appFields`, and the Page's own subscription to the app. */
type Subscription = { object: "page" | "instagram"; appFields: string; pageId: string; pageFields: string };

type Reaches = {
  parts: ConnectorParts;
  base: string;
  graph: (access: ChannelAccess) => Graph;
  about: (access: ChannelAccess) => Subscription;
  read(changes: unknown[]): Changes;
  lookUp: NonNullable<Hook["lookUp"]>;
};

/** What an account's changes are: what polling never tells (`notices`, `items`), what it may have (`named`), the `rest`. */
export type Changes = { notices: string[]; items: IncomingItem[]; named: Named[]; rest: unknown[] };

/**
 * Webhooks of a Meta app. They are signed with the app's secret over the raw body and say for which accounts; one app has
 * one address per kind of object, so the news of all its Pages arrive there. They are a reason to read, and name what
 * polling may not reach: what a delivery says of a comment is not enough to know its thread.
 */
export function metaHook({ parts, base, graph, about, read: changesOf, lookUp }: Reaches): Hook {
  return {
    lookUp,
    challenge({ method, query }, { secret }) {
      if (method !== "GET" || query["hub.mode"] !== "subscribe") return null;
      const known = same(query["hub.verify_token"] ?? "", secret);
      if (!known) return { status: 403, body: "The verify token is another one.", contentType: "text/plain" };
      return { status: 200, body: query["hub.challenge"] ?? "", contentType: "text/plain" };
    },
    verify({ headers, body }, { app }) {
      const given = headers["x-hub-signature-256"];
      if (!given) return { ok: false, why: "it bears no signature." };
      if (!app) return { ok: false, why: "the app's secret is not known here." };
      const right = sameSignature("sha256", app.clientSecret.trim(), body, given);
      // Meta delivers again for 36 hours with the old time inside, so the time of signing is not known.
      return right ? { ok: true, id: null, at: null } : { ok: false, why: "its signature is not the one of the app." };
    },
    read({ body }) {
      const read = Delivery.safeParse(jsonOf(body.toString("utf8")));
      if (read.success) {
        const accounts = new Map<string, unknown[]>();
        for (const entry of read.data.entry)
          accounts.set(entry.id, [...(accounts.get(entry.id) ?? []), ...changesIn(entry)]);
        return [...accounts].map(([account, changes]) => newsOf(account, changesOf(changes)));
      }
      return unreadableNews(body, "It is no delivery of Meta.");
    },
    subscribe: (access, callback, secret) =>
      whole(async () => {
        const { object, appFields, pageId, pageFields } = about(access);
        const { app } = access;
        if (app) {
          const id = app.clientId.trim();
          const token = `${id}|${app.clientSecret.trim()}`;
          const appGraph = graphOf(parts, base, id, { token, appSecret: null, scope: "pages_manage_metadata" });
          // Without values a delivery says that something was written, and not what.
          const asked = { object, callback_url: callback, fields: appFields, verify_token: secret };
          const body = { ...asked, include_values: true };
          must(await appGraph.change("POST", `${id}/subscriptions`, {}, body));
        }
        must(await graph(access).change("POST", `${pageId}/subscribed_apps`, {}, { subscribed_fields: pageFields }));
        // The address is the app's; when the channel that gave it is removed, another one of the app gives its own.
        return { until: new Date(parts.clock.now().getTime() + week).toISOString() };
      }),
  };
}

function newsOf(account: string, { notices, items, named, rest }: Changes): HookNews {
  const apart = notices.length + items.length > 0;
  return {
    account,
    items,
    poll: rest.length > 0 || !apart,
    ...(apart && { lookUp: notices }),
    ...(named.length > 0 && { unlessRead: named }),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
