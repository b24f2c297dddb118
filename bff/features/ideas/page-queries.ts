import { briefOf, type CallFound, callBySlug, countOf, peopleOf, stateOfCall } from "#bff/features/ideas/queries.ts";
import { saidToAll } from "#bff/features/inbox/audience-queries.ts";
import type { App } from "#bff/platform/context.ts";
import type { Reader, Trx } from "#bff/platform/db/open.ts";
import type { PublicCall, PublicIdea } from "#shared/ideas/public-schema.ts";
import { leastVotes, placeOf } from "#shared/ideas/ranking.ts";

const pageSize = 20;
const mostResults = 60;
const mostCredits = 300;
const linkLives = 90 * 86_400_000;

type House = Pick<App, "db" | "clock">;

const columns = [
  "idea.id",
  "idea.title",
  "idea.text",
  "idea.lang",
  "idea.stage",
  "idea.verdict",
  "idea.outcome",
  "idea.reason",
  "idea.joined",
  "idea.up",
  "idea.votes",
  "idea.mayName",
  "idea.memberId",
  "member.name",
] as const;

const ideaQuery = (db: Reader) =>
  db
    .selectFrom("idea")
    .innerJoin("member", "member.id", "idea.memberId")
    .select([...columns]);
type Row = Awaited<ReturnType<ReturnType<typeof ideaQuery>["execute"]>>[number];

/** A call that was published; a draft is as good as none. */
export async function publicCallRow(db: Reader, slug: string): Promise<CallFound | null> {
  if (!/^[a-z0-9-]{1,64}$/.test(slug)) return null;
  const call = await callBySlug(db, slug);
  return call?.publishedAt ? call : null;
}

const votesOf = async (db: Reader, callId: string, visitor: string): Promise<Map<string, "up" | "down">> => {
  const rows = await db
    .selectFrom("idea_vote")
    .select(["ideaId", "value"])
    .where("callId", "=", callId)
    .where("visitor", "=", visitor)
    .execute();
  return new Map(rows.map((row) => [row.ideaId, row.value === 1 ? "up" : "down"]));
};

/**
 * Ideas anybody may see: standing by themselves, said to everybody and not taken away there, and without a web address in them
 * until a person of the team has touched them, so that nobody fills the page with advertising.
 */
const visible = (db: Reader, callId: string) =>
  db
    .selectFrom("idea")
    .leftJoin("message", "message.id", "idea.messageId")
    .where("idea.callId", "=", callId)
    .where("idea.mergedIntoId", "is", null)
    .where("message.deletedAt", "is", null)
    .where("message.hiddenAt", "is", null)
    .where(saidToAll)
    .where((eb) =>
      eb.or([
        eb("idea.stage", "!=", "open"),
        eb.and([eb("idea.folded", "not like", "%http%"), eb("idea.folded", "not like", "%www.%")]),
      ]),
    );

function toPublic(row: Row, mine: "up" | "down" | null, open: boolean): PublicIdea {
  return {
    id: row.id,
    title: row.title,
    text: row.text.slice(0, 1000).toWellFormed(),
    lang: row.lang,
    authorName: row.mayName === "yes" ? row.name : null,
    stage: row.stage as PublicIdea["stage"],
    verdict: row.verdict as PublicIdea["verdict"],
    outcome: row.outcome ?? row.reason,
    joined: row.joined,
    mine,
    votes: mine || !open ? { n: row.votes, up: row.up } : null,
  };
}

/** The public page of a call for one visitor: ideas that need votes first, in an order of their own. */
export async function publicCall(
  app: House,
  call: CallFound,
  visitor: string,
  at: { from: number; first: string | null },
): Promise<PublicCall> {
  const db = app.db.read;
  const { from, first } = at;
  const state = stateOfCall(call, app.clock.iso());
  const open = state === "open";
  const mine = await votesOf(db, call.id, visitor);
  const light = await visible(db, call.id).select(["idea.id", "idea.votes", "idea.verdict"]).execute();
  const seed = `${visitor} ${app.clock.iso().slice(0, 10)}`;
  const place = new Map(light.map((row) => [row.id, placeOf(seed, row.id)]));
  const enough = (row: { votes: number }) => Number(row.votes >= leastVotes);
  // What somebody just voted on, or followed a link to, stands where they see it.
  const ahead = (row: { id: string }) => Number(row.id !== first);
  const waiting = light
    .filter((row) => !row.verdict)
    .sort((a, b) => ahead(a) - ahead(b) || enough(a) - enough(b) || (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  const shown = waiting.slice(from, from + pageSize).map((row) => row.id);
  const decided = light.filter((row) => row.verdict).map((row) => row.id);
  const rows = await ideaQuery(db)
    .where("idea.id", "in", [...shown, ...decided.slice(0, mostResults), ""])
    .execute();
  const view = (id: string): PublicIdea[] => {
    const row = rows.find((one) => one.id === id);
    return row ? [toPublic(row, mine.get(id) ?? null, open)] : [];
  };
  const results = decided.slice(0, mostResults).flatMap(view);
  const { ideas, people } = await sizeOf(db, call.id);
  return {
    slug: call.slug,
    brandName: call.brandName,
    color: call.color,
    state,
    noindex: call.noindex === 1,
    takesIdeas: open && call.page === 1,
    brief: briefOf(call),
    versions: await changesOf(db, call.id),
    timeZone: call.timeZone,
    ideas,
    people,
    shown: shown.flatMap(view),
    next: from + pageSize < waiting.length ? String(from + pageSize) : null,
    results: results.sort((a, b) => Number(b.verdict === "adopted") - Number(a.verdict === "adopted")),
    credits: state === "closed" ? await creditsOf(db, call.id) : [],
  };
}

const sizeOf = (db: Reader, callId: string) =>
  db
    .selectFrom("idea")
    .leftJoin("member_alias", "member_alias.memberId", "idea.memberId")
    .select([countOf.as("ideas"), peopleOf.as("people")])
    .where("idea.callId", "=", callId)
    .executeTakeFirstOrThrow();

const changesOf = (db: Reader, callId: string) =>
  db
    .selectFrom("call_version")
    .select(["version", "at", "note"])
    .where("callId", "=", callId)
    .where("note", "!=", "")
    .orderBy("version", "desc")
    .limit(20)
    .execute();

async function creditsOf(db: Reader, callId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("idea")
    .innerJoin("member", "member.id", "idea.memberId")
    .select("member.name")
    .distinct()
    .where("idea.callId", "=", callId)
    .where("idea.mayName", "=", "yes")
    .orderBy("member.name")
    .limit(mostCredits)
    .execute();
  return rows.map((row) => row.name);
}

/** The idea of somebody's own link, what was said to them about it, and whether the link still lives. */
export async function ownIdeaPage(app: House, call: CallFound, ideaId: string) {
  const db = app.db.read;
  const idea = await ideaQuery(db)
    .select(["idea.waitsAuthor", "idea.mayMerge", "idea.mergedIntoId", "idea.callId"])
    .where("idea.id", "=", ideaId)
    .where("idea.callId", "=", call.id)
    .executeTakeFirst();
  if (!idea) return null;
  const over = call.closedAt !== null && Date.parse(call.closedAt) + linkLives < app.clock.now().getTime();
  const root = idea.mergedIntoId
    ? await ideaQuery(db).where("idea.id", "=", idea.mergedIntoId).executeTakeFirst()
    : undefined;
  const letters = await db
    .selectFrom("idea_letter")
    .select(["kind", "text", "createdAt"])
    .where("ideaId", "=", ideaId)
    .where("state", "in", ["shown", "sent"])
    .orderBy("createdAt")
    .limit(50)
    .execute();
  const asked = await db
    .selectFrom("idea_event")
    .select("kind")
    .where("ideaId", "=", ideaId)
    .where("kind", "in", ["merge_asked", "merge_agreed", "merge_refused"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return { idea, root: root ?? null, letters, over, asksMerge: asked?.kind === "merge_asked" };
}

/** The idea a visitor sent with the same words before: the second click of a slow connection. */
export async function sentBefore(
  db: Reader | Trx,
  call: CallFound,
  visitor: string,
  text: string,
): Promise<string | null> {
  const row = await (db as Reader)
    .selectFrom("idea")
    .innerJoin("page_person", "page_person.memberId", "idea.memberId")
    .select("idea.id")
    .where("page_person.visitor", "=", visitor)
    .where("page_person.workspaceId", "=", call.workspaceId)
    .where("idea.callId", "=", call.id)
    .where("idea.text", "=", text)
    .executeTakeFirst();
  return row?.id ?? null;
}
