import { writeChangeLetters } from "#bff/features/ideas/letter-commands.ts";
import { brandBySlug, briefOf, type CallFound, ownCall, stateOfCall } from "#bff/features/ideas/queries.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction, write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { type Brief, briefCheck } from "#shared/ideas/brief.ts";
import type { CallInput, CallSources } from "#shared/ideas/schema.ts";
import { fold, foldedWords } from "#shared/text.ts";
import { dayIn } from "#shared/time.ts";

/** Saves a brief. A draft may lack anything; a published call keeps every version and tells its contributors what changed. */
export async function saveCall(ctx: Ctx, input: CallInput): Promise<{ callId: string; version: number; told: number }> {
  const brand = await brandBySlug(ctx, input.brand);
  const callId = input.id ?? newId();
  return write(ctx, "call.save", `call:${callId}`, async (trx, audit) => {
    const before = input.id ? await ownCall(trx, ctx, input.id) : null;
    if (before && before.brandId !== brand.id)
      throw new DomainError("invalid_input", "A call stays with its brand.", { field: "brand" });
    audit({ question: input.brief.question, published: before?.publishedAt != null });
    if (!before) await insertCall(trx, ctx, callId, brand.id, input);
    const version = before ? await changeCall(trx, ctx, before, input) : 1;
    const fresh = await keepSources(trx, callId, brand.id, input.sources);
    if (before?.publishedAt) await lookBackTo(trx, callId, fresh);
    const told = before?.publishedAt && version > before.version ? await tellChange(trx, ctx, callId, input.note) : 0;
    return { callId, version, told };
  });
}

async function tellChange(trx: Trx, ctx: Ctx, callId: string, note: string): Promise<number> {
  const call = await ownCall(trx, ctx, callId);
  return writeChangeLetters(trx, ctx, call, note);
}

const columnsOf = ({ brief, sources, noindex }: CallInput) => ({
  brief: JSON.stringify(brief),
  question: brief.question,
  lang: brief.lang,
  topic: brief.topic,
  closesOn: brief.closesOn,
  decideBy: brief.decideBy,
  hashtags: JSON.stringify(sources.hashtags.map((tag) => tag.replace(/^#/, ""))),
  mentionWords: JSON.stringify(sources.mentionWords),
  page: sources.page ? 1 : 0,
  noindex: noindex ? 1 : 0,
});

async function insertCall(trx: Trx, ctx: Ctx, id: string, brandId: string, input: CallInput): Promise<void> {
  const at = ctx.clock.iso();
  const nothing = { cost: null, publishedAt: null, closedAt: null };
  const { workspaceId, userId } = ctx.actor;
  await trx
    .insertInto("call")
    .values({
      ...columnsOf(input),
      ...nothing,
      ...{ id, workspaceId, brandId, userId, slug: id, state: "draft", version: 1, createdAt: at },
    })
    .execute();
  await keepVersion(trx, ctx, id, 1, input.brief, "");
}

const keepVersion = (trx: Trx, ctx: Ctx, callId: string, version: number, brief: Brief, note: string) =>
  trx
    .insertInto("call_version")
    .values({ callId, version, brief: JSON.stringify(brief), note, userId: ctx.actor.userId, at: ctx.clock.iso() })
    .execute();

async function changeCall(trx: Trx, ctx: Ctx, before: CallFound, input: CallInput): Promise<number> {
  if (before.state === "closed") throw new DomainError("conflict", "The call is closed.", { state: "closed" });
  const columns = columnsOf(input);
  if (input.version !== null && input.version !== before.version)
    throw new DomainError("conflict", "Somebody changed the call meanwhile.", { version: before.version });
  if (!before.publishedAt) {
    await trx.updateTable("call").set(columns).where("id", "=", before.id).execute();
    const kept = { brief: columns.brief, userId: ctx.actor.userId, at: ctx.clock.iso() };
    await trx.updateTable("call_version").set(kept).where("callId", "=", before.id).where("version", "=", 1).execute();
    return before.version;
  }
  if (JSON.stringify(briefOf(before)) === JSON.stringify(input.brief)) {
    await trx.updateTable("call").set(columns).where("id", "=", before.id).execute();
    return before.version;
  }
  if (input.note.length < 3)
    throw new DomainError("invalid_input", "A published call needs a note that says what changed.", { field: "note" });
  // What was said before a change counts from the day before it, so a call whose last day is over can still be mended.
  assertPublishable(input.brief, before.closesOn ?? dayIn(before.timeZone, ctx.clock.iso()));
  const version = before.version + 1;
  await trx
    .updateTable("call")
    .set({ ...columns, version })
    .where("id", "=", before.id)
    .execute();
  await keepVersion(trx, ctx, before.id, version, input.brief, input.note);
  return version;
}

function assertPublishable(brief: Brief, today: string): void {
  const { problems } = briefCheck(brief, today);
  const must = problems.filter((problem) => problem.strength === "must");
  if (must.length > 0)
    throw new DomainError("brief_incomplete", "The brief cannot be published like this.", { problems: must });
}

/** Keeps which posts a call listens under; gives those that are new. Posts of other brands are left out. */
async function keepSources(trx: Trx, callId: string, brandId: string, sources: CallSources): Promise<string[]> {
  const known = await trx.selectFrom("call_post").select("postId").where("callId", "=", callId).execute();
  const had = known.map((row) => row.postId);
  const posts = await trx
    .selectFrom("post")
    .select("id")
    .where("id", "in", [...sources.postIds, ""])
    .where("brandId", "=", brandId)
    .execute();
  const now = posts.map((row) => row.id);
  const gone = had.filter((id) => !now.includes(id));
  const fresh = now.filter((id) => !had.includes(id));
  await trx
    .deleteFrom("call_post")
    .where("callId", "=", callId)
    .where("postId", "in", [...gone, ""])
    .execute();
  if (fresh.length > 0)
    await trx
      .insertInto("call_post")
      .values(fresh.map((postId) => ({ callId, postId })))
      .execute();
  return fresh;
}

/** Sets the cursor of a call back to the first comment under posts, so that what was said there before is taken too. */
async function lookBackTo(trx: Trx, callId: string, postIds: string[]): Promise<void> {
  const { seq } = await trx
    .selectFrom("message")
    .innerJoin("thread", "thread.id", "message.threadId")
    .select((eb) => eb.fn.min("message.seq").as("seq"))
    .where("thread.postId", "in", [...postIds, ""])
    .executeTakeFirstOrThrow();
  if (seq === null) return;
  await trx
    .updateTable("call")
    .set({ seq: Number(seq) - 1, heard: "[]" })
    .where("id", "=", callId)
    .where("seq", ">=", Number(seq))
    .execute();
}

/** Puts a call before the public: its page stands from now on, and what comes in under its sources is taken. */
export async function publishCall(ctx: Ctx, callId: string): Promise<{ slug: string; publicUrl: string }> {
  return write(ctx, "call.publish", `call:${callId}`, async (trx, audit) => {
    const call = await ownCall(trx, ctx, callId);
    if (call.publishedAt) return { slug: call.slug, publicUrl: `${ctx.url}/c/${call.slug}` };
    assertPublishable(briefOf(call), dayIn(call.timeZone, ctx.clock.iso()));
    const slug = await freeSlug(trx, call.question);
    audit({ slug });
    const newest = await trx.selectFrom("message").select("seq").orderBy("seq", "desc").limit(1).executeTakeFirst();
    const now = ctx.clock.iso();
    await trx
      .updateTable("call")
      .set({ state: "open", slug, publishedAt: now, seq: newest?.seq ?? 0 })
      .where("id", "=", callId)
      .execute();
    const posts = await trx.selectFrom("call_post").select("postId").where("callId", "=", callId).execute();
    await lookBackTo(
      trx,
      callId,
      posts.map((row) => row.postId),
    );
    await listen(trx, callId, now);
    return { slug, publicUrl: `${ctx.url}/c/${slug}` };
  });
}

/** The one job that looks for ideas of a call, until everybody of it has heard. */
export const listen = (trx: Trx, callId: string, runAt: string): Promise<void> =>
  enqueue(trx, "idea.harvest", { callId }, { runAt, uniqueKey: `idea.harvest:${callId}` });

/** Makes sure that every call that is not closed has its listening job. */
export const ensureListening = (app: App): Promise<void> =>
  inTransaction(app, async (trx) => {
    const rows = await trx.selectFrom("call").select("id").where("state", "in", ["open", "deciding"]).execute();
    for (const { id } of rows) await listen(trx, id, app.clock.iso());
  });

async function freeSlug(trx: Trx, question: string): Promise<string> {
  const plain =
    foldedWords(question)
      .join("-")
      .replace(/[^a-z0-9-]/g, "")
      .slice(0, 48)
      .replace(/^-+|-+$/g, "") || "call";
  for (let at = 1; ; at++) {
    const slug = at === 1 ? plain : `${plain}-${at}`;
    const taken = await trx.selectFrom("call").select("id").where("slug", "=", slug).executeTakeFirst();
    if (!taken) return slug;
  }
}

/** Takes no more ideas and votes: the last day was yesterday. */
export async function stopCall(ctx: Ctx, callId: string): Promise<void> {
  await write(ctx, "call.publish", `call:${callId}`, async (trx, audit) => {
    const call = await ownCall(trx, ctx, callId);
    if (stateOfCall(call, ctx.clock.iso()) !== "open")
      throw new DomainError("conflict", "The call is not open.", { state: call.state });
    audit({ stopped: true });
    await trx.updateTable("call").set({ state: "deciding" }).where("id", "=", callId).execute();
  });
}

/** Opens a call again until a day to come; it is another version of the brief, and contributors hear the note. */
export async function reopenCall(ctx: Ctx, input: { callId: string; closesOn: string; note: string }): Promise<void> {
  await write(ctx, "call.publish", `call:${input.callId}`, async (trx, audit) => {
    const call = await ownCall(trx, ctx, input.callId);
    const now = ctx.clock.iso();
    if (!call.publishedAt || stateOfCall(call, now) === "open")
      throw new DomainError("conflict", "The call is not over.", { state: call.state });
    if (input.closesOn < dayIn(call.timeZone, now))
      throw new DomainError("invalid_input", "The last day has to be still to come.", { field: "closesOn" });
    const brief = briefOf(call);
    const decideBy = brief.decideBy && brief.decideBy < input.closesOn ? input.closesOn : brief.decideBy;
    const changed = { ...brief, closesOn: input.closesOn, decideBy };
    const version = call.version + 1;
    audit({ closesOn: input.closesOn });
    await trx
      .updateTable("call")
      .set({
        state: "open",
        closedAt: null,
        version,
        brief: JSON.stringify(changed),
        closesOn: input.closesOn,
        decideBy,
      })
      .where("id", "=", call.id)
      .execute();
    await keepVersion(trx, ctx, call.id, version, changed, input.note);
    await tellChange(trx, ctx, call.id, input.note);
    await listen(trx, call.id, now);
  });
}

/** Closes a call once each idea is decided and nobody is left to be told. */
export async function closeCall(ctx: Ctx, input: { callId: string; cost: number | null }): Promise<void> {
  await write(ctx, "call.close", `call:${input.callId}`, async (trx, audit) => {
    const call = await ownCall(trx, ctx, input.callId);
    if (!call.publishedAt) throw new DomainError("conflict", "A draft cannot be closed.", { state: call.state });
    if (call.state === "closed") return audit({ already: true });
    const ideas = await trx
      .selectFrom("idea")
      .select(["id", "verdict", "toTell", "mergedIntoId"])
      .where("callId", "=", call.id)
      .execute();
    const count = ideas.filter((idea) => !idea.mergedIntoId && !idea.verdict).length;
    const untold = ideas.reduce((sum, idea) => sum + idea.toTell, 0);
    if (count > 0 || untold > 0)
      throw new DomainError("ideas_undecided", "People of this call still wait for an answer.", { count, untold });
    audit({ ideas: ideas.length, cost: input.cost });
    await trx
      .updateTable("call")
      .set({ state: "closed", closedAt: ctx.clock.iso(), cost: input.cost })
      .where("id", "=", call.id)
      .execute();
  });
}

/** Throws a draft away; what was published stays. */
export async function removeCall(ctx: Ctx, callId: string): Promise<void> {
  await write(ctx, "call.remove", `call:${callId}`, async (trx, audit) => {
    const call = await ownCall(trx, ctx, callId);
    if (call.publishedAt) throw new DomainError("conflict", "A published call stays.", { state: call.state });
    audit({ question: call.question });
    await trx.deleteFrom("call").where("id", "=", callId).execute();
  });
}

/** Posts a call can listen under, the newest first. */
export async function postsToChoose(ctx: Ctx, input: { brand: string; find: string }) {
  const brand = await brandBySlug(ctx, input.brand);
  const rows = await ctx.db.read
    .selectFrom("post")
    .innerJoin("channel", "channel.id", "post.channelId")
    .select(["post.id", "post.text", "post.url", "channel.network", "post.publishedAt as at"])
    .where("post.brandId", "=", brand.id)
    .where("post.deletedAt", "is", null)
    .orderBy("post.day", "desc")
    .limit(input.find ? 500 : 50)
    .execute();
  const wanted = fold(input.find);
  return rows.filter((row) => fold(row.text).includes(wanted)).slice(0, 50);
}
