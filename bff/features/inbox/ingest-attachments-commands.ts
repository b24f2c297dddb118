import type { IncomingMessage } from "#bff/connectors/incoming.ts";
import { keepable } from "#bff/features/inbox/keepable.ts";
import { insertMany } from "#bff/platform/db/insert-many.ts";
import type { Engine, Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import type { Attachment } from "#shared/inbox/attachment.ts";

const mostOfOne = 20;
const longestName = 500;
const longestUrl = 2_000;

type Told = { id: string; message: IncomingMessage };

/** Keeps what hangs on new messages. */
export async function addAttachments(engine: Engine, trx: Trx, told: Told[]): Promise<void> {
  const rows = told.flatMap(({ id, message }) =>
    readable(message.attachments ?? []).map((one, place) => ({ id: newId(), messageId: id, place, ...one })),
  );
  await insertMany(engine, trx, "attachment", ["id", "messageId", "place", "kind", "name", "url"], rows);
}

/**
 * Tells anew what hangs on a known message; left out, the network did not say. False when nothing changed. What has
 * another address at the same place is the same picture (signed addresses end), and keeps its id: questions name it.
 */
export async function changeAttachments(engine: Engine, trx: Trx, { id, message }: Told): Promise<boolean> {
  if (!message.attachments) return false;
  const before = await trx
    .selectFrom("attachment")
    .select(["id", "kind", "name", "url"])
    .where("messageId", "=", id)
    .orderBy("place")
    .execute();
  const now = readable(message.attachments);
  const said = (list: readonly { kind: string; name: string | null; url: string | null }[]) =>
    JSON.stringify(list.map(({ kind, name, url }) => [kind, name, url]));
  if (said(before) === said(now)) return false;
  if (before.length === now.length && before.every(({ kind }, place) => kind === now[place]?.kind)) {
    for (const [place, { name, url }] of now.entries())
      await trx
        .updateTable("attachment")
        .set({ name, url })
        .where("id", "=", before[place]?.id ?? "")
        .execute();
    return true;
  }
  await trx.deleteFrom("attachment").where("messageId", "=", id).execute();
  await addAttachments(engine, trx, [{ id, message }]);
  return true;
}

// Addresses come from anybody, and people will click on them: only those of the web are kept.
const readable = (list: readonly Attachment[]): Attachment[] =>
  list.slice(0, mostOfOne).map(({ kind, name, url }) => {
    const words = name && keepable(name).replace(/\s+/g, " ").trim().slice(0, longestName).toWellFormed();
    const web = url && url.length <= longestUrl && URL.canParse(url) && /^https?:/i.test(url) ? keepable(url) : null;
    return { kind, name: words || null, url: web };
  });
