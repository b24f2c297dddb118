import { createHash } from "node:crypto";
import type { ForwardRow } from "#bff/features/forwarding/queries.ts";
import { messageIdOf } from "#bff/features/forwarding/token.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";

/** What a mail that came in is known by. */
export const messageKey = (messageId: string): string => createHash("sha256").update(messageId).digest("hex");

type Sent = { forward: ForwardRow; subjectId: string };

/** Whether a mail of ours lies in the mailbox for replies: the server that took the copy took the mail with it. */
export async function copyCame(trx: Trx, app: App, { forward, subjectId }: Sent): Promise<boolean> {
  const kind = subjectId === forward.id ? "asked" : await kindOfReminder(trx, subjectId);
  if (!kind) return false;
  const copy = await trx
    .selectFrom("mail_in")
    .select("id")
    .where("messageKey", "=", messageKey(messageIdOf(app, forward.id, kind)))
    .where("outcome", "=", "copy")
    .executeTakeFirst();
  return copy !== undefined;
}

// What is said in a chat leaves no copy, though it carries the same kind as the question.
async function kindOfReminder(trx: Trx, noticeId: string): Promise<string | null> {
  const notice = await trx
    .selectFrom("forward_notice")
    .select("kind")
    .where("id", "=", noticeId)
    .where("way", "=", "mail")
    .executeTakeFirst();
  return notice?.kind ?? null;
}
