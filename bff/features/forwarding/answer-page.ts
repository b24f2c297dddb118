import { quotesOfForward } from "#bff/features/forwarding/along.ts";
import { answerForward } from "#bff/features/forwarding/answer-commands.ts";
import { departmentRows, listOf } from "#bff/features/forwarding/department-queries.ts";
import { type ForwardRow, forwardByTokenHash, threadToForward } from "#bff/features/forwarding/queries.ts";
import type { App } from "#bff/platform/context.ts";
import type { AnswerLanguage } from "#shared/forwarding/department.ts";
import { stateOf } from "#shared/forwarding/forward.ts";
import type { AnswerInput, AnswerPageView } from "#shared/forwarding/schema.ts";

const mostQuotes = 60;

/** Takes an answer given on the page of a link; one to a link nobody has is told nothing. */
export async function answerByLink(app: App, tokenHash: string, input: AnswerInput): Promise<void> {
  const forward = await forwardByTokenHash(app.db.read, tokenHash);
  if (!forward) return;
  const handToId = input.verdict === "not_ours" ? input.handToId : null;
  await answerForward(app, forward, { ...input, handToId, via: "page" });
}

/** What the page of a link shows: the question while it is open, else what became of it. Reading changes nothing. */
export async function answerPage(app: App, tokenHash: string): Promise<AnswerPageView> {
  const forward = await forwardByTokenHash(app.db.read, tokenHash);
  if (!forward) return { state: "unknown" };
  const { brandName, departmentName, question, expiresAt } = forward;
  const shared = { brandName, question, lang: forward.departmentLang as AnswerLanguage };
  const timeZone = forward.departmentZone ?? forward.timeZone;
  const askedBy = forward.personName ?? brandName;
  const state = stateOf(forward, app.clock.iso());
  if (state === "answered" || state === "handed_on")
    return {
      state: "answered",
      ...shared,
      timeZone,
      departmentName,
      verdict: forward.verdict as AnswerInput["verdict"] | null,
      outcome: forward.outcome as AnswerInput["outcome"],
      handedTo: forward.handedTo,
      answer: forward.answer ?? "",
      answeredBy: forward.answeredBy ?? "",
      answeredAt: forward.answeredAt ?? expiresAt,
    };
  if (state === "withdrawn" || state === "expired") return { state, ...shared, timeZone, askedBy, expiresAt };
  const { quotes, people, along } = await quotesOfForward(app.db.read, forward);
  const thread = await threadToForward(app.db.read, forward.threadId);
  return {
    state: "open",
    ...shared,
    timeZone,
    askedBy,
    departmentName,
    toName: forward.toName,
    people,
    quotes: quotes.slice(0, mostQuotes),
    post: along.withPost && !thread?.postDeletedAt ? (thread?.postText ?? null) : null,
    others: await othersOf(app, forward),
    dueAt: forward.dueAt,
    expiresAt,
  };
}

/** Departments of this brand it can be handed on to; their names only, nobody's address. */
async function othersOf(app: App, forward: ForwardRow): Promise<{ id: string; name: string }[]> {
  const rows = await departmentRows(app.db.read, forward.workspaceId);
  return rows
    .filter((row) => row.id !== forward.departmentId)
    .filter((row) => row.brandIds === null || listOf(row.brandIds).includes(forward.brandId))
    .map(({ id, name }) => ({ id, name }));
}
