import { takeIdea } from "#bff/features/ideas/take-commands.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import { insertMany } from "#bff/platform/db/insert-many.ts";
import { newId } from "#bff/platform/ids.ts";
import { chanceFrom } from "#fixtures/town/chance.ts";
import type { Brief } from "#shared/ideas/brief.ts";

/** What people of the bench write about. */
export const words =
  `lid spout handle switch base cable steam hinge clasp seal gasket colour handle filter limescale boil quiet click light mark
  thumb hand child kitchen morning cup litre small wide narrow soft loud spare shop repair glue tool screw window glass
  steel wood green blue safe hot cold pour drip leak lock open close spring rubber ring inside outside clean wipe brush`.split(
    /\s+/,
  );

export type Ground = { ctx: Ctx; callIds: string[]; takeMs: number[] };

/** Fifty calls of one brand with as many ideas together as asked for, by people of whom some come again, with votes. */
export async function fillCalls(app: App, calls: number, ideas: number): Promise<Ground> {
  const chance = chanceFrom(99);
  const ctx = await house(app);
  const people = await crowd(app, ctx, Math.round(ideas / 3));
  const callIds: string[] = [];
  const takeMs: number[] = [];
  for (let at = 0; at < calls; at++) {
    const call = await oneCall(app, ctx, at, calls);
    callIds.push(call.id);
    await app.db.write.transaction().execute(async (trx) => {
      for (let count = 0; count < ideas / calls; count++) {
        const text = Array.from({ length: 8 + chance.below(18) }, () => chance.pick(words)).join(" ");
        const createdAt = new Date(
          app.clock.now().getTime() - (calls - at) * 86_400_000 + count * 60_000,
        ).toISOString();
        const from = performance.now();
        const idea = { threadId: null, messageId: null, postId: null, lang: "en", userId: null, name: "Somebody" };
        const consent = { mayName: "yes" as const, mayMerge: "yes" as const };
        const memberId = people[Math.floor(people.length * (chance.below(1000) / 1000) ** 2)] ?? "";
        await takeIdea(app, trx, call, { ...idea, ...consent, memberId, source: "page", text, createdAt }, true);
        takeMs.push(performance.now() - from);
      }
    });
  }
  await cast(app, callIds, chance);
  return { ctx, callIds, takeMs };
}

async function house(app: App): Promise<Ctx> {
  const at = app.clock.iso();
  const [workspaceId, brandId, userId] = [newId(), newId(), newId()];
  const { write } = app.db;
  await write.insertInto("workspace").values({ id: workspaceId, name: "Bench", createdAt: at }).execute();
  const brand = {
    id: brandId,
    workspaceId,
    slug: "lumi",
    name: "Lumi",
    timeZone: "Europe/Helsinki",
    languages: '["en"]',
  };
  await write
    .insertInto("brand")
    .values({ ...brand, signature: "", color: "orange", allowedContacts: "[]", createdAt: at })
    .execute();
  const user = { id: userId, name: "Selin", email: "selin@lumi.example", emailVerified: 1, image: null, locale: null };
  await write
    .insertInto("user")
    .values({ ...user, createdAt: at, updatedAt: at })
    .execute();
  const member = { id: newId(), workspaceId, userId, role: "owner", brandIds: null, createdAt: at };
  await write.insertInto("membership").values(member).execute();
  return { ...app, actor: { userId, name: "Selin", email: user.email, workspaceId, role: "owner", brandIds: null } };
}

async function crowd(app: App, ctx: Ctx, count: number): Promise<string[]> {
  const at = app.clock.iso();
  const { workspaceId } = ctx.actor;
  const rows = Array.from({ length: count }, (_, which) => ({
    ...{ id: newId(), workspaceId, name: `Person ${which}`, firstSeenAt: at, createdAt: at },
  }));
  await insertMany(
    app.db.engine,
    app.db.write,
    "member",
    ["id", "workspaceId", "name", "firstSeenAt", "createdAt"],
    rows,
  );
  return rows.map((row) => row.id);
}

async function oneCall(app: App, ctx: Ctx, at: number, calls: number) {
  const { workspaceId, userId } = ctx.actor;
  const brand = await app.db.read.selectFrom("brand").select("id").executeTakeFirstOrThrow();
  const publishedAt = new Date(app.clock.now().getTime() - (calls - at) * 86_400_000).toISOString();
  const brief: Brief = {
    ...{ question: `What should lid number ${at} do better?`, intro: "One thing, please.", lang: "en" },
    ...{ decider: "Kaisa", deciderRole: "product", closesOn: "2099-01-01", decideBy: "2099-02-01" },
    ...{
      criteria: [
        { key: "safe", name: "Safe" },
        { key: "fits", name: "Fits" },
      ],
      whatHappens: "Answered.",
      reward: "A kettle",
    },
    ...{ example: "A click", constraints: "", ownerId: userId, budget: { amount: 1, currency: "EUR" } },
    ...{ goalPeople: 10, goalAdopted: 1, topic: "lid", merging: "together" },
  };
  const id = newId();
  const call = { id, workspaceId, brandId: brand.id, topic: "lid" };
  await app.db.write
    .insertInto("call")
    .values({
      ...{
        ...call,
        slug: `lid-${at}`,
        state: "open",
        version: 1,
        brief: JSON.stringify(brief),
        question: brief.question,
      },
      ...{
        lang: "en",
        closesOn: brief.closesOn,
        decideBy: brief.decideBy,
        hashtags: "[]",
        mentionWords: "[]",
        page: 1,
      },
      ...{ noindex: 0, userId, cost: null, publishedAt, closedAt: null, createdAt: publishedAt },
    })
    .execute();
  return call;
}

/** Ten votes an idea in the middle, and what the ideas' own columns say of them. */
async function cast(app: App, callIds: string[], chance: ReturnType<typeof chanceFrom>): Promise<void> {
  const at = app.clock.iso();
  for (const callId of callIds) {
    const ideas = await app.db.read.selectFrom("idea").select("id").where("callId", "=", callId).execute();
    await app.db.write.transaction().execute(async (trx) => {
      const rows = [];
      for (const { id } of ideas) {
        const n = chance.below(21);
        const up = chance.below(n + 1);
        for (let who = 0; who < n; who++)
          rows.push({ ideaId: id, visitor: `visitor ${who}`, callId, value: who < up ? 1 : 0, at });
        await trx.updateTable("idea").set({ votes: n, up }).where("id", "=", id).execute();
      }
      await insertMany(app.db.engine, trx, "idea_vote", ["ideaId", "visitor", "callId", "value", "at"], rows);
    });
  }
}
