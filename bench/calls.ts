import { createApp } from "#bff/app.ts";
import { votePageIdea } from "#bff/features/ideas/page-commands.ts";
import { ideaLink } from "#bff/features/ideas/page-token.ts";
import { callById } from "#bff/features/ideas/queries.ts";
import { takeIdea } from "#bff/features/ideas/take-commands.ts";
import { appRouter } from "#bff/router.ts";
import { fillCalls, type Ground } from "./calls-ground.ts";
import { fillLetters, type Letters } from "./calls-letters.ts";
import { type Figure, median, share, shown } from "./numbers.ts";
import { openKonak } from "./open-konak.ts";

const turns = 40;
const aim = 100;

/** Every procedure of open calls and its public page at 50 calls with 20,000 ideas: p95 of the processor's time, in process. */
export async function benchCalls(folder: string, ideas = 20_000): Promise<Figure[]> {
  const app = await openKonak(folder);
  const ground = await fillCalls(app, 50, ideas);
  const letters = await fillLetters(app, ground.ctx, ground.callIds[1] ?? "");
  const figures: Figure[] = [timed("an idea taken in, compared with its call", ground.takeMs)];
  for (const [name, ask] of Object.entries({ ...(await asked(app, ground)), ...told(app, ground, letters) })) {
    const took: number[] = [];
    const worked: number[] = [];
    for (let at = 0; at < turns; at++) {
      const [from, before] = [performance.now(), process.cpuUsage()];
      await ask(at);
      const { user, system } = process.cpuUsage(before);
      took.push(performance.now() - from);
      worked.push((user + system) / 1000);
    }
    figures.push(timed(name, worked, took));
  }
  figures.push(await flooded(app, ground));
  await app.db.close();
  return figures;
}

/** What is read and checked before people are told, and what stands beside the desk of a call. */
function told(app: Awaited<ReturnType<typeof openKonak>>, { ctx, callIds }: Ground, told: Letters) {
  const as = appRouter.createCaller({ ...app, actor: ctx.actor, headers: () => new Headers(), setHeader: () => {} });
  const hono = createApp(app);
  const { callId, letters, threadIds } = told;
  const brief = () => as.calls.get({ callId: callIds[0] ?? "" });
  return {
    "calls.letters, fifty that wait": () => as.calls.letters({ callId, state: "draft" }),
    "calls.checkLetters, 10 beside 5,000 answers": (at: number) =>
      as.calls.checkLetters({ callId, letters: letters.slice((at % 5) * 10, (at % 5) * 10 + 10) }),
    "calls.suspicions": () => as.calls.suspicions({ callId }),
    "calls.posts": () => as.calls.posts({ brand: "lumi", find: "lid" }),
    "calls.list, open": () => as.calls.list({ state: "open" }),
    "ideas.forThread": (at: number) => as.ideas.forThread({ threadId: threadIds[at % threadIds.length] ?? "" }),
    "calls.save, a draft": async () => {
      const { brief: whole, sources } = await brief();
      await as.calls.save({ id: null, brand: "lumi", brief: whole, sources, noindex: false, version: null, note: "" });
    },
    "an author's own page": async (at: number) => {
      const idea = await app.db.read
        .selectFrom("idea")
        .select("id")
        .where("callId", "=", callIds[0] ?? "")
        .offset(at);
      const { id } = await idea.limit(1).executeTakeFirstOrThrow();
      const { pathname } = new URL(ideaLink(app, "lid-0", id));
      if ((await hono.request(pathname)).status !== 200) throw new Error("The page is not the page.");
    },
  };
}

/** The same advertisement 5,000 times, each a little different: what is left of it on the desk, and what one cost. */
async function flooded(app: Awaited<ReturnType<typeof openKonak>>, { callIds }: Ground): Promise<Figure> {
  const call = await callById(app.db.read, callIds[0] ?? "");
  const [somebody] = await app.db.read.selectFrom("member").select("id").limit(1).execute();
  if (!call || !somebody) throw new Error("There is nobody to flood.");
  const took: number[] = [];
  let taken = 0;
  for (let at = 0; at < 5000; at++) {
    const from = performance.now();
    const nothing = { threadId: null, messageId: null, postId: null, lang: "en", userId: null, name: "Bot" };
    const result = await app.db.write.transaction().execute((trx) =>
      takeIdea(app, trx, call, {
        ...{ ...nothing, memberId: somebody.id, source: "page", mayName: "no", mayMerge: "no" },
        text: `Cheap followers and kettles at the best shop of town, call ${at % 100}`,
        createdAt: app.clock.iso(),
      }),
    );
    if (result.kind === "taken") taken++;
    took.push(performance.now() - from);
  }
  const entries = await app.db.read
    .selectFrom("idea_suspicion")
    .select("count")
    .where("callId", "=", call.id)
    .execute();
  const most = Math.max(0, ...entries.map((row) => row.count));
  const measured = `${taken} ideas and ${entries.length} entry of ${most}; median ${shown(median(took), "ms")} each`;
  const met = entries.length === 1 && taken + most === 5000;
  return { figure: "an idea spammed 5,000 times", measured, aim: "one entry", met, values: { taken, most } };
}

// The processor's time is the server's own; the clock's also counts whatever else the machine was busy with.
function timed(figure: string, worked: number[], took?: number[]): Figure {
  const [half, p95] = [median(worked), share(worked, 0.95)];
  const clock = took ? `; by the clock ${shown(median(took), "ms")} and ${shown(share(took, 0.95), "ms")}` : "";
  const measured = `median ${shown(half, "ms")}, p95 ${shown(p95, "ms")}${clock}`;
  return { figure, measured, aim: `p95 under ${aim} ms`, met: p95 < aim, values: { median: half, p95 } };
}

async function asked(app: Awaited<ReturnType<typeof openKonak>>, { ctx, callIds }: Ground) {
  const as = appRouter.createCaller({ ...app, actor: ctx.actor, headers: () => new Headers(), setHeader: () => {} });
  const hono = createApp(app);
  const callId = (at: number) => callIds[(at * 7) % callIds.length] ?? "";
  const rows = await app.db.read.selectFrom("idea").select(["id", "memberId", "callId"]).execute();
  const row = (at: number) => rows[(at * 487) % rows.length] ?? { id: "", memberId: "", callId: "" };
  // An idea of its own for each turn, so that what one turn changed does not stop the next.
  const own = (at: number, block: number) => rows[(at + block * turns) * 3] ?? row(at);
  const reason = "We decline this lid because the spring, the seal and the spout would have to change as well.";
  const list = (filter: Parameters<typeof as.ideas.list>[0]) => as.ideas.list(filter);
  return {
    "calls.list": () => as.calls.list({}),
    "calls.counts": () => as.calls.counts({}),
    "calls.get": (at: number) => as.calls.get({ callId: callId(at) }),
    "calls.contributors": (at: number) => as.calls.contributors({ callId: callId(at) }),
    "calls.report": (at: number) => as.calls.report({ callId: callId(at) }),
    "calls.letters": (at: number) => as.calls.letters({ callId: callId(at) }),
    "ideas.list, ranked in a call": (at: number) => list({ callId: callId(at), show: "all", order: "ranked" }),
    "ideas.list, shuffled in a call": (at: number) => list({ callId: callId(at), show: "all", order: "shuffled" }),
    "ideas.list, page 5, found by a word": (at: number) =>
      list({ callId: callId(at), show: "all", find: "lid", cursor: "200" }),
    "ideas.list, need an answer, all calls": () => list({ show: "needAnswer" }),
    "ideas.list, look alike, all calls": () => list({ show: "lookAlike" }),
    "ideas.list, least alike, all calls": () => list({ show: "distant" }),
    "ideas.list, ranked, all calls": () => list({ show: "all", order: "ranked" }),
    "ideas.list, found by a word, all calls": () => list({ show: "all", find: "limescale quiet" }),
    "ideas.get": (at: number) => as.ideas.get({ ideaId: row(at).id }),
    "ideas.similar": (at: number) =>
      as.ideas.similar({ callId: callId(at), text: "a lid with a quiet spring and a wide spout" }),
    "ideas.person": (at: number) => as.ideas.person({ memberId: row(at).memberId }),
    "ideas.whomToAsk": () => as.ideas.whomToAsk({ topic: "limescale" }),
    "ideas.topics": () => as.ideas.topics({}),
    "members.likelySame": (at: number) => as.members.likelySame({ memberId: row(at).memberId }),
    "public page": async (at: number) => {
      const answer = await hono.request(`/c/lid-${(at * 7) % callIds.length}`);
      if (!(await answer.text()).includes("Have a say")) throw new Error("The page is not the page.");
    },
    "a vote on the page": async (at: number) => {
      const { id, callId: of } = row(at);
      const call = await callById(app.db.read, of);
      if (call) await votePageIdea(app, call, { ideaId: id, visitor: "bench", value: "up" });
    },
    "ideas.move": (at: number) => as.ideas.move({ ideaIds: [own(at, 0).id], to: "shortlist" }),
    "ideas.score": (at: number) => as.ideas.score({ ideaId: own(at, 1).id, criterion: "safe", value: 3 }),
    "ideas.edit": (at: number) =>
      as.ideas.edit({
        ideaId: own(at, 2).id,
        title: "A lid",
        text: "A lid with a wide spout and a quiet spring",
        version: 1,
      }),
    "ideas.decide": (at: number) => as.ideas.decide({ ideaId: own(at, 3).id, verdict: "adopted", reason }),
    "ideas.merge": (at: number) => {
      const idea = own(at, 4);
      const into = rows.find((one) => one.callId === idea.callId && one.id !== idea.id && rows.indexOf(one) % 3 === 1);
      return as.ideas.merge({ ideaId: idea.id, intoId: into?.id ?? "" });
    },
  };
}
