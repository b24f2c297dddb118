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

/** What a webhook says of a comment under one of the account's posts. */
const Notice = z.object({ post: z.string(), comment: z.string() });

const Change = z.object({
  field: z.literal("comments"),
  value: z.object({ id: z.string(), media: z.object({ id: z.string() }) }),
});

/** What is among an account's changes; a comment is polled too, but under old posts and in old threads it is not seen. */
export function changesIn(changes: unknown[]): Changes {
  const { notices, items, rest } = mentionsIn(changes);
  const named = rest.flatMap((raw) => {
    const value = Change.safeParse(raw).data?.value;
    if (!value) return [];
    const notice = JSON.stringify({ post: value.media.id, comment: value.id } satisfies z.infer<typeof Notice>);
    return [{ notice, said: { externalId: value.id, is: "here" as const } }];
  });
  return { notices, items, named, rest };
}

export const lookUp = (account: Account, notice: string): Promise<Outcome<IncomingItem[]>> => {
  const named = Notice.safeParse(JSON.parse(notice)).data;
  return named ? lookUpComment(account, named, notice) : lookUpMention(account, notice);
};

/** A comment as it is now, with its thread and its post. */
const lookUpComment = (account: Account, named: z.infer<typeof Notice>, notice: string) =>
  whole(async (): Promise<IncomingItem[]> => {
    const items: IncomingItem[] = [];
    const raw = await findNamed(account, named.comment, `${plainFields},media`, "media");
    const [comment] = raw === null ? [] : readAll(Comment, [raw], items);
    // Of an album a webhook names the picture, the comment the album.
    const found = await findNamed(account, comment?.media?.id ?? named.post, countFields, "media");
    if (raw === null && found === null)
      return notShown(
        notice,
        named.comment,
        "Instagram told of it, but shows neither it nor the post it stands under.",
      );
    // A comment that is not shown under a post that is was deleted meanwhile.
    if (!comment) return items;
    if (found === null) return notShown(notice, named.comment, "Instagram shows this comment, but not its post.");
    const [media] = readAll(Media, [found], items);
    if (!media) return items;
    const thread = await withThread(account, comment, items);
    return [...items, postOf(media, calls.one), ...thread.map((one) => messageOf(one, media, account))];
  });

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
