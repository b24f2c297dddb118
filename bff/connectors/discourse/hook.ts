import { z } from "zod";
import { type Hook, unreadableNews } from "#bff/connectors/inbound.ts";
import { sameSignature } from "#bff/platform/crypto.ts";

const Event = z.object({ post: z.object({ id: z.number() }).optional() });
/** Polling looks at older posts in turn only, so that these are looked up. */
const changing = ["post_edited", "post_destroyed", "post_recovered"];

/** Webhooks of a forum say that something happened; what it is and where it belongs is read from the forum. */
export const discourseHook = (asking: Required<Pick<Hook, "lookUp">>): Hook => ({
  ...asking,
  verify({ headers, body }, { secret }) {
    const given = headers["x-discourse-event-signature"];
    if (!given) return { ok: false, why: "it bears no signature. Type the secret into the webhook's settings." };
    if (!sameSignature("sha256", secret, body, given))
      return { ok: false, why: "its signature was made with another secret." };
    return { ok: true, id: headers["x-discourse-event-id"] ?? null, at: null };
  },
  read({ headers, body }) {
    try {
      const told = Event.safeParse(JSON.parse(body.toString("utf8")));
      const id = changing.includes(headers["x-discourse-event"] ?? "") ? told.data?.post?.id : undefined;
      if (told.success) return [{ account: null, items: [], poll: true, ...(id && { lookUp: [String(id)] }) }];
    } catch {
      // said below
    }
    return unreadableNews(body, "It is no event of a forum.");
  },
  setUp: [
    {
      title: "Add a webhook",
      text: "In the forum open Admin, Advanced, Webhooks and click Add webhook. Put the address into Payload URL, leave Content Type at application/json and put the secret into Secret.",
    },
    {
      title: "Choose its events",
      text: "Choose Send me individual events, tick Post is created, Post is updated, Post is deleted and Post is recovered, tick Active and click Create.",
    },
  ],
});
