import { z } from "zod";
import type { Outcome } from "#bff/connectors/connector.ts";
import { type IncomingItem, type IncomingMessage, unnamedAuthor } from "#bff/connectors/incoming.ts";
import { iso, Time } from "#bff/connectors/meta/lists.ts";
import { must, whole } from "#bff/connectors/must.ts";
import type { Account } from "./media.ts";

/** What a webhook says of a mention: under whose post, and in which comment (null: in the post's own words). */
const Notice = z.object({ media: z.string(), comment: z.string().nullable() });

const Change = z.object({ field: z.literal("mentions"), value: z.unknown().optional() });
const Value = z.object({ media_id: z.string().optional(), comment_id: z.string().optional() });

/** The mentions among an account's changes, as notices; a mention that names nothing is kept raw. */
export function mentionsIn(changes: unknown[]): { notices: string[]; items: IncomingItem[]; rest: unknown[] } {
  const found = { notices: [] as string[], items: [] as IncomingItem[], rest: [] as unknown[] };
  for (const raw of changes) {
    const change = Change.safeParse(raw).data;
    const value = Value.safeParse(change?.value).data;
    if (!change) found.rest.push(raw);
    else if (value?.media_id)
      found.notices.push(JSON.stringify({ media: value.media_id, comment: value.comment_id ?? null }));
    else {
      const error =
        "Somebody mentioned the account, and Instagram did not say where. Its notifications in Instagram show it.";
      found.items.push({ type: "unreadable", externalId: null, raw: JSON.stringify(raw), error });
    }
  }
  return found;
}

const Of = z.object({ id: z.string(), permalink: z.string().nullish(), owner: z.object({ id: z.string() }).nullish() });
const MentionedComment = z.object({
  id: z.string(),
  text: z.string().default(""),
  timestamp: Time,
  username: z.string().nullish(),
  media: Of.nullish(),
});
const MentionedMedia = Of.extend({
  caption: z.string().default(""),
  timestamp: Time,
  username: z.string().nullish(),
});

// Who wrote and where it stands are given, but not promised; without them the documented fields have to do.
const fields = {
  comment: ["id,text,timestamp,username,media{id,permalink,owner}", "id,text,timestamp,media{id}"],
  media: ["id,caption,timestamp,username,permalink,owner", "id,caption,timestamp,username"],
};

/** A comment or post that mentions the account; null: it is no longer there. Only the account itself may ask for it. */
export async function mentioned(
  account: Account,
  kind: "comment" | "media",
  id: string,
  of = fields[kind],
): Promise<unknown> {
  const [asked, ...simpler] = of;
  const field = `mentioned_${kind}`;
  const answer = await account.find(account.id, { fields: `${field}.${kind}_id(${id}){${asked}}` });
  if (answer.kind === "refused" && /field/i.test(answer.reason) && simpler.length > 0)
    return mentioned(account, kind, id, simpler);
  const body = must(answer) as Record<string, unknown> | null;
  return body?.[field] ?? null;
}

/** What a notice is about, as the root of a thread. What stands under a post of our own is told by polling. */
export const lookUpMention = (account: Account, notice: string): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    const { media, comment } = Notice.parse(JSON.parse(notice));
    const kind = comment === null ? "media" : "comment";
    const raw = await mentioned(account, kind, comment ?? media);
    if (raw === null) {
      const error = "Somebody mentioned the account there; it is no longer there, or not shown to the account.";
      return [{ type: "unreadable", externalId: comment ?? media, raw: notice, error }];
    }
    const read = (kind === "media" ? MentionedMedia : MentionedComment).safeParse(raw);
    if (!read.success) {
      const error = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
      return [{ type: "unreadable", externalId: comment ?? media, raw: JSON.stringify(raw), error }];
    }
    const place = "media" in read.data ? read.data.media : (read.data as z.infer<typeof Of>);
    return place?.owner?.id === account.id ? [] : [messageOf(read.data, place?.permalink ?? null)];
  });

type Read = z.infer<typeof MentionedComment> | z.infer<typeof MentionedMedia>;

const messageOf = (read: Read, url: string | null): IncomingMessage => ({
  type: "message",
  externalId: read.id,
  threadExternalId: read.id,
  parentExternalId: null,
  postExternalId: null,
  kind: "mention",
  byBrand: false,
  // Instagram names whoever mentions the account, but gives no id that stays when the name changes.
  author: read.username ? { ...unnamedAuthor, handle: `@${read.username}` } : unnamedAuthor,
  text: "caption" in read ? read.caption : read.text,
  lang: null,
  sentAt: iso(read.timestamp),
  editedAt: null,
  url,
});
