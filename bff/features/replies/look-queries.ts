import { newestSeq } from "#bff/features/replies/queries.ts";
import type { App } from "#bff/platform/context.ts";
import type { EarlierReply } from "#shared/replies/schema.ts";
import { windowSize } from "#shared/replies/window.ts";

/** A sent reply that is to be looked at. */
export type SentReply = EarlierReply & { seq: number; brandId: string; userId: string | null; day: string };

export type LookedBrand = {
  id: string;
  name: string;
  languages: string[];
  allowedContacts: string[];
  teamNames: string[];
  seenSeq: number;
  /** `sentAt id` of the last reply looked at; the walk goes on behind it */
  doneTo: string;
};

/** The brands with messages that were not gone through yet, and the number of the newest message. */
export async function brandsToLookAt(app: App): Promise<{ brands: LookedBrand[]; newest: number }> {
  const newest = await newestSeq(app);
  const rows = await app.db.read
    .selectFrom("brand")
    .leftJoin("look_cursor as cursor", "cursor.brandId", "brand.id")
    .select(["brand.id", "brand.name", "brand.workspaceId", "brand.languages", "brand.allowedContacts"])
    .select(["cursor.seenSeq", "cursor.doneTo"])
    .where((eb) => eb.or([eb("cursor.seenSeq", "is", null), eb("cursor.seenSeq", "<", newest)]))
    .execute();
  const team = await app.db.read
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.userId")
    .select(["membership.workspaceId", "user.name"])
    .execute();
  const brands = rows.map((row) => ({
    id: row.id,
    name: row.name,
    languages: JSON.parse(row.languages) as string[],
    allowedContacts: JSON.parse(row.allowedContacts) as string[],
    teamNames: team.filter((one) => one.workspaceId === row.workspaceId).map((one) => one.name),
    seenSeq: row.seenSeq ?? 0,
    doneTo: row.doneTo ?? "",
  }));
  return { brands, newest };
}

// PostgreSQL gives numbers before it commits: a lower one may become visible after a higher one.
const rereadRows = 1000;

const sentReplies = (app: App, brandId: string) =>
  app.db.read
    .selectFrom("message")
    .innerJoin("thread", "thread.id", "message.threadId")
    .innerJoin("member", "member.id", "thread.memberId")
    .select(["message.id", "message.threadId", "message.text", "message.sentAt", "message.lang", "message.seq"])
    .select(["message.brandId", "message.userId", "message.day", "member.name as memberName"])
    .where("message.brandId", "=", brandId)
    .where("message.author", "=", "brand")
    .where("message.deletedAt", "is", null);

const split = (place: string): [string, string] => [
  place.slice(0, place.indexOf(" ")),
  place.slice(place.indexOf(" ") + 1),
];
export const placeOf = (reply: { sentAt: string; id: string }): string => `${reply.sentAt} ${reply.id}`;

/** The next replies behind a place, in the order they were sent. */
export async function repliesAfter(app: App, brandId: string, place: string, limit: number): Promise<SentReply[]> {
  const [sentAt, id] = split(place);
  return await sentReplies(app, brandId)
    .where("message.sentAt", ">=", sentAt)
    .where((eb) => eb.or([eb("message.sentAt", ">", sentAt), eb("message.id", ">", id)]))
    .orderBy("message.sentAt")
    .orderBy("message.id")
    .limit(limit)
    .execute();
}

/** The replies a window holds at a place: those sent before it, oldest first. */
export async function repliesBefore(app: App, brandId: string, place: string): Promise<SentReply[]> {
  const [sentAt, id] = split(place);
  const found = await sentReplies(app, brandId)
    .where("message.sentAt", "<=", sentAt)
    .where((eb) => eb.or([eb("message.sentAt", "<", sentAt), eb("message.id", "<=", id)]))
    .orderBy("message.sentAt", "desc")
    .orderBy("message.id", "desc")
    .limit(windowSize)
    .execute();
  return found.reverse();
}

/** Replies that were stored since, but sent before the place the walk has reached: an import, a late page. */
export async function lateReplies(app: App, brand: LookedBrand, limit: number): Promise<SentReply[]> {
  if (brand.doneTo === "") return [];
  const [sentAt] = split(brand.doneTo);
  const found = await sentReplies(app, brand.id)
    .where("message.seq", ">", brand.seenSeq - rereadRows)
    .where("message.sentAt", "<=", sentAt)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom("reply_look as look").select("look.messageId").whereRef("look.messageId", "=", "message.id")),
      ),
    )
    .orderBy("message.sentAt")
    .orderBy("message.id")
    .limit(limit)
    .execute();
  return found.filter((reply) => placeOf(reply) <= brand.doneTo);
}

/** What was said in some threads, oldest first; a thread of more than a book's length is cut. */
export async function messagesOf(app: App, threadIds: string[]) {
  const rows = await app.db.read
    .selectFrom("message")
    .leftJoin("identity", "identity.id", "message.identityId")
    .select(["message.id", "message.threadId", "message.author", "message.text", "message.lang", "message.sentAt"])
    .select(["identity.displayName", "identity.handle"])
    .where("message.threadId", "in", [...new Set(threadIds), ""])
    .where("message.deletedAt", "is", null)
    .orderBy("message.sentAt")
    .orderBy("message.id")
    .limit(20_000)
    .execute();
  return Map.groupBy(rows, (row) => row.threadId);
}
