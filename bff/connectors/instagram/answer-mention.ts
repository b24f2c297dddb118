import { z } from "zod";
import type { Outcome, OutgoingReply, SentReply } from "#bff/connectors/connector.ts";
import { iso, List } from "#bff/connectors/meta/lists.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { type Account, Comment, isOurs } from "./media.ts";
import { mentioned } from "./mentions.ts";

const Found = z.object({ id: z.string(), media: z.object({ id: z.string() }).nullish() });
const Made = z.object({ id: z.string() });

type Place = { media_id: string; comment_id?: string };
type Alike = (text: string) => boolean;

/**
 * Where the account was mentioned, as Instagram wants it named: a comment under somebody's post, or the post itself; null
 * for a comment under an own post. An id of one kind is an error where the other is asked for.
 */
export async function mentionAt(account: Account, reply: OutgoingReply): Promise<Place | null> {
  // Every comment stands under a post of the account, which is nearly always known.
  if (reply.postExternalId !== null) return null;
  const id = reply.parentExternalId;
  const asked = async (kind: "comment" | "media", of: string) => {
    const found = await whole(() => mentioned(account, kind, id, [of]));
    return found.kind === "refused" ? null : Found.safeParse(must(found)).data;
  };
  const comment = await asked("comment", "id,media{id}");
  if (comment?.media) return { media_id: comment.media.id, comment_id: id };
  const media = await asked("media", "id");
  return media ? { media_id: media.id } : null;
}

/** Answers a mention, unless the answer is already there. */
export async function answerMention(
  account: Account,
  place: Place,
  text: string,
  { now, alike }: { now: Date; alike: Alike },
): Promise<SentReply> {
  const before = await answerAt(account, place, alike);
  if (before.kind === "ok" && before.value) return before.value;
  const path = `${account.id}/mentions`;
  const made = Made.safeParse(must(await account.change("POST", path, {}, { ...place, message: text }))).data;
  if (!made) return must<SentReply>({ kind: "unknown", reason: "Instagram answered in a form that is not known." });
  return { externalId: made.id, url: null, sentAt: now.toISOString() };
}

const most = 50;

/** Whether one of our answers there says the same. What Instagram does not show apps only a person can look up. */
export async function answerAt(
  account: Account,
  { media_id: media, comment_id: comment }: Place,
  alike: Alike,
): Promise<Outcome<SentReply | null>> {
  const [kind, id, edge] = comment
    ? (["comment", comment, "replies"] as const)
    : (["media", media, "comments"] as const);
  const asked = await whole(() => mentioned(account, kind, id, [`${edge}.limit(${most}){id,text,timestamp,username}`]));
  if (asked.kind === "refused") return hidden;
  const list = List.safeParse((must(asked) as Record<string, unknown> | null)?.[edge] ?? {}).data?.data ?? [];
  const ours = list.flatMap((raw) => Comment.safeParse(raw).data ?? []).filter((one) => isOurs(one, account));
  const found = ours.find(({ text }) => alike(text));
  if (found) return { kind: "ok", value: { externalId: found.id, url: null, sentAt: iso(found.timestamp) } };
  return list.length < most ? { kind: "ok", value: null } : hidden;
}

const hidden: Outcome<never> = {
  kind: "unknown",
  reason:
    "Instagram does not show apps what stands there. Look at the post: when the answer is missing, drop this one and write it again.",
};
