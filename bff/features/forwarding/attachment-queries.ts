import type { Reader, Trx } from "#bff/platform/db/open.ts";
import type { OfferedAttachment } from "#shared/forwarding/schema.ts";
import { namesWriter } from "#shared/forwarding/tell-attachment.ts";
import type { AttachmentKind } from "#shared/inbox/attachment.ts";

/** What hangs on messages, each in its order, and whether its address would name who wrote. */
export async function attachmentsOf(db: Reader | Trx, messageIds: string[]): Promise<Map<string, OfferedAttachment[]>> {
  const found = new Map<string, OfferedAttachment[]>();
  for (let at = 0; at < messageIds.length; at += 500) {
    const rows = await db
      .selectFrom("attachment")
      .innerJoin("message", "message.id", "attachment.messageId")
      .leftJoin("identity", "identity.id", "message.identityId")
      .select(["attachment.id", "attachment.messageId", "attachment.kind", "attachment.name", "attachment.url"])
      .select(["message.url as messageUrl", "identity.handle", "identity.externalId"])
      .where("attachment.messageId", "in", messageIds.slice(at, at + 500))
      .orderBy("attachment.messageId")
      .orderBy("attachment.place")
      .execute();
    for (const { id, messageId, kind, name, url, messageUrl, handle, externalId } of rows) {
      const names = url !== null && namesWriter(url, { handle, externalId, url: messageUrl });
      const one = { id, kind: kind as AttachmentKind, name, url, namesWriter: names };
      found.set(messageId, [...(found.get(messageId) ?? []), one]);
    }
  }
  return found;
}
