import { queueReply, resolveReply } from "#bff/features/replies/commands.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import { newId } from "#bff/platform/ids.ts";

/** A workspace with one brand, and the person who connects, answers and settles what is in doubt. */
export async function makeGround(app: App): Promise<{ ctx: Ctx; brandId: string }> {
  const at = app.clock.iso();
  const [workspaceId, brandId, userId] = [newId(), newId(), newId()];
  const { write } = app.db;
  await write.insertInto("workspace").values({ id: workspaceId, name: "Lumi", createdAt: at }).execute();
  const brand = {
    slug: "lumi",
    name: "Lumi Kettle",
    timeZone: "UTC",
    languages: '["en"]',
    signature: "",
    color: "orange",
  };
  await write
    .insertInto("brand")
    .values({ id: brandId, workspaceId, ...brand, allowedContacts: "[]", createdAt: at })
    .execute();
  const person = {
    id: userId,
    name: "Deniz",
    email: "deniz@lumi.example",
    emailVerified: 1,
    image: null,
    locale: null,
  };
  await write
    .insertInto("user")
    .values({ ...person, createdAt: at, updatedAt: at })
    .execute();
  await write
    .insertInto("membership")
    .values({ id: newId(), workspaceId, userId, role: "owner", brandIds: null, createdAt: at })
    .execute();
  return {
    ctx: { ...app, actor: { userId, name: "Deniz", email: person.email, workspaceId, role: "owner", brandIds: null } },
    brandId,
  };
}

/** Answers the newest threads nobody answered yet; gives the texts that were committed. */
export async function answerSome(ctx: Ctx, channelId: string, count: number, name: () => string): Promise<string[]> {
  const threads = await ctx.db.read
    .selectFrom("thread")
    .select(["id"])
    .where("channelId", "=", channelId)
    .where("status", "=", "open")
    .where("deletedAt", "is", null)
    .orderBy("lastMessageAt", "desc")
    .limit(count)
    .execute();
  const texts: string[] = [];
  for (const { id } of threads) {
    const text = name();
    const input = { threadId: id, text, templateId: null, lang: "en", parentExternalId: null, overrideReason: null };
    try {
      await queueReply(ctx, { ...input, thenDone: true, idempotencyKey: `key-${text}` }, []);
      texts.push(text);
    } catch {
      // The thread went meanwhile; nothing was written, so nothing is owed.
    }
  }
  return texts;
}

/** What a person does in the end: looks at what is in doubt, and has it looked up and sent if it is not there. */
export async function settleDoubts(ctx: Ctx): Promise<number> {
  const rows = await ctx.db.read.selectFrom("reply").select("id").where("status", "=", "unknown").execute();
  for (const { id } of rows) await resolveReply(ctx, { replyId: id, as: "again" });
  return rows.length;
}
