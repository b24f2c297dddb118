import { createHmac } from "node:crypto";
import { z } from "zod";
import { type Hook, type HookKeys, type HookNews, unreadableNews } from "#bff/connectors/inbound.ts";
import { sameSignature } from "#bff/platform/crypto.ts";
import { Key } from "./key.ts";

const Id = z.string().regex(/^\d+$/);

/** An event of the X Activity API: what happened, to which account it was subscribed for, and to which post. */
const Activity = z.object({
  data: z.object({
    event_uuid: z.string().optional(),
    event_type: z.string(),
    filter: z.object({ user_id: Id }),
    payload: z.object({ id: Id }),
  }),
});

/** The older Account Activity API, for apps that have it still. */
const Account = z.object({
  for_user_id: Id,
  tweet_create_events: z.array(z.object({ id_str: Id })).optional(),
  tweet_delete_events: z.array(z.object({ status: z.object({ id: z.coerce.string().regex(/^\d+$/) }) })).optional(),
});

const secretOf = ({ credentials }: HookKeys): string | null => Key.safeParse(credentials).data?.api?.secret ?? null;
const unknownSecret = "the API key's secret of the app is not known here.";

/**
 * Webhooks of X: signed with the secret of the app's API key over the raw body. They name a post; what it says and
 * where it hangs is looked up, because an event does not tell the conversation above it.
 */
export const xHook = (asking: Required<Pick<Hook, "lookUp" | "subscribe">>): Hook => ({
  ...asking,
  challenge({ method, query }, keys) {
    const token = query.crc_token;
    if (method !== "GET" || token === undefined) return null;
    const secret = secretOf(keys);
    if (secret === null) return { status: 403, body: `No answer: ${unknownSecret}`, contentType: "text/plain" };
    const hash = createHmac("sha256", secret).update(token).digest("base64");
    return { status: 200, body: JSON.stringify({ response_token: `sha256=${hash}` }), contentType: "application/json" };
  },
  verify({ headers, body }, keys) {
    const given = headers["x-twitter-webhooks-signature"];
    if (!given) return { ok: false, why: "it bears no signature." };
    const secret = secretOf(keys);
    if (secret === null) return { ok: false, why: unknownSecret };
    if (!sameSignature("sha256", secret, body, given))
      return { ok: false, why: "its signature is not the one of the app." };
    // X does not say when it signed; an event that comes again has the same id.
    return { ok: true, id: Activity.safeParse(jsonOf(body)).data?.data.event_uuid ?? null, at: null };
  },
  read({ body }) {
    const raw = jsonOf(body);
    const activity = Activity.safeParse(raw).data?.data;
    // Other kinds of events may be subscribed to by the same app; they are none of Konak's.
    if (activity)
      return newsOf(activity.filter.user_id, /^post\./.test(activity.event_type) ? [activity.payload.id] : []);
    const account = Account.safeParse(raw).data;
    if (account) {
      const made = account.tweet_create_events?.map((one) => one.id_str) ?? [];
      return newsOf(account.for_user_id, [
        ...made,
        ...(account.tweet_delete_events?.map((one) => one.status.id) ?? []),
      ]);
    }
    return unreadableNews(body, "It is no event of X that Konak knows.");
  },
});

const newsOf = (account: string, posts: string[]): HookNews[] => [{ account, items: [], poll: false, lookUp: posts }];

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}
