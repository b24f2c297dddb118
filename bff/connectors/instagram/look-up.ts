import { z } from "zod";
import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import type { Changes } from "#bff/connectors/meta/hook.ts";
import { readAll } from "#bff/connectors/meta/lists.ts";
import { findNamed, notShown } from "#bff/connectors/meta/look-up.ts";
import { whole } from "#bff/connectors/must.ts";
import { calls } from "./about.ts";
import { type Account, Comment, commentFields, countFields, Media, plainFields } from "./media.ts";
import { lookUpMention, mentionsIn } from "./mentions.ts";
import { byTime } from "./read.ts";
import { messageOf, postOf } from "./told.ts";

/** What a webhook says of a comment under one of the account's posts; `ad`: it stands under an ad, which may be named. */
const Notice = z.object({
  post: z.string(),
  comment: z.string(),
  /** it answers nothing but the post, so that what hangs below goes with it */
  top: z.boolean().default(false),
  ad: z.object({ id: z.string().nullable(), title: z.string().nullable() }).optional(),
});
type Notice = z.infer<typeof Notice>;

const Change = z.object({
  field: z.literal("comments"),
  value: z.object({
    id: z.string(),
    parent_id: z.string().nullish().catch(null),
    media: z.object({
      id: z.string(),
      media_product_type: z.string().optional().catch(undefined),
      ad_id: z.string().optional().catch(undefined),
      ad_title: z.string().optional().catch(undefined),
    }),
  }),
});

function noticeOf(raw: unknown): Notice | null {
  const value = Change.safeParse(raw).data?.value;
  if (!value) return null;
  const { id: post, ad_id: ad, ad_title: title = null, media_product_type: type } = value.media;
  // Ads that Instagram puts together for each person have no id.
  const underAd = ad !== undefined || type === "AD";
  return { post, comment: value.id, top: !value.parent_id, ...(underAd && { ad: { id: ad ?? null, title } }) };
}

/**
 * What is among an account's changes. A comment is polled too, but under old posts and in old threads it is not seen;
 * under an ad, which has a post of its own that no list has, it is never.
 */
export function changesIn(changes: unknown[]): Changes {
  const found: Changes = { ...mentionsIn(changes), named: [] };
  const underAds = new Set<unknown>();
  for (const raw of found.rest) {
    const notice = noticeOf(raw);
    if (notice?.ad) {
      underAds.add(raw);
      found.notices.push(JSON.stringify(notice));
    } else if (notice)
      found.named.push({ notice: JSON.stringify(notice), said: { externalId: notice.comment, is: "here" } });
  }
  return { ...found, rest: found.rest.filter((raw) => !underAds.has(raw)) };
}

/** A comment under an ad stands in no list of the account. */
export function aboutAlone(notice: string): string | null {
  const named = Notice.safeParse(JSON.parse(notice)).data;
  return named?.ad ? named.comment : null;
}

/** `known`: when it is asked for again, having been found before. */
export async function lookUp(
  account: Account,
  notice: string,
  known: Date | null = null,
): Promise<Outcome<IncomingItem[]>> {
  const named = Notice.safeParse(JSON.parse(notice)).data;
  if (!named) return lookUpMention(account, notice);
  const outcome = await lookUpComment(account, named, notice, known);
  return outcome.kind === "refused" ? { ...outcome, reason: outcome.reason + wayToAds(account, named) } : outcome;
}

/** A comment as it is now, with its thread and its post. */
const lookUpComment = (account: Account, named: Notice, notice: string, known: Date | null) =>
  whole(async (): Promise<IncomingItem[]> => {
    const items: IncomingItem[] = [];
    const raw = await findNamed(account, named.comment, `${plainFields},media`, "media");
    const [comment] = raw === null ? [] : readAll(Comment, [raw], items);
    // Of an album a webhook names the picture, the comment the album.
    const id = comment?.media?.id ?? named.post;
    const found = await findNamed(account, id, countFields, "media");
    if (raw === null && found === null) {
      const says = "Instagram told of it, but shows neither it nor the post it stands under.";
      return notShown(notice, named.comment, says + wayToAds(account, named));
    }
    // A comment that is not shown under a post that is was deleted meanwhile.
    if (raw === null && known)
      return [{ type: "deletion", externalId: named.comment, at: known.toISOString(), below: named.top }];
    if (!comment) return items;
    const told = async (media: Pick<Media, "id" | "permalink">): Promise<IncomingItem[]> =>
      (await withThread(account, comment, items)).map((one) => messageOf(one, media, account));
    // Nothing else would ever tell of it: without its ad is better than not at all.
    if (found === null && named.ad) return (await told({ id })).concat(items);
    if (found === null) return notShown(notice, named.comment, "Instagram shows this comment, but not its post.");
    const [media] = readAll(Media, [found], items);
    if (!media) return items;
    const messages = await told(media);
    return [...items, postOf(media, calls.one, adOf(named)), ...messages];
  });

const adOf = ({ ad }: Notice) => (ad?.id ? { externalId: ad.id, name: ad.title } : null);

/** What a person can do where Instagram does not show what stands under an ad. */
const wayToAds = ({ ads }: Account, { ad }: Notice): string =>
  ad && !ads
    ? " It stands under an ad: reconnect the channel, write yes at “Comments under ads”, and try again here."
    : "";

/** A comment after what it answers and what stands beside it: the thread may not be here. */
async function withThread(account: Account, comment: Comment, items: IncomingItem[]): Promise<Comment[]> {
  const root = comment.parent_id;
  if (!root) return [comment];
  const above = await findNamed(account, root, commentFields, "media");
  const [first] = above === null ? [] : readAll(Comment, [above], items);
  const beside = readAll(Comment, first?.replies?.data ?? [], items).map((one) => ({ ...one, parent_id: root }));
  const answers = new Map([...beside, comment].map((one) => [one.id, one]));
  return [...(first ? [first] : []), ...[...answers.values()].sort(byTime)];
}
