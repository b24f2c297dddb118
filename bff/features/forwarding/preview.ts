import { choicesOf } from "#bff/features/forwarding/along.ts";
import { departmentRows, hoursOf } from "#bff/features/forwarding/department-queries.ts";
import { mayReply } from "#bff/features/forwarding/letter-queries.ts";
import { type ForwardedThread, threadToForward, threadWords } from "#bff/features/forwarding/queries.ts";
import { labelNames, suggestFor } from "#bff/features/forwarding/suggest-queries.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import { promisedBy } from "#shared/forwarding/reminders.ts";
import type { ForwardPreview } from "#shared/forwarding/schema.ts";
import type { Suggestion } from "#shared/forwarding/suggest.ts";

export async function ownThread(ctx: Ctx, threadId: string): Promise<ForwardedThread> {
  const thread = await threadToForward(ctx.db.read, threadId);
  if (!thread || thread.workspaceId !== ctx.actor.workspaceId)
    throw new DomainError("not_found", "There is no such thread here.", {});
  assertBrand(ctx.actor, thread.brandId);
  return thread;
}

/** What the dialog shows before anything is chosen: what can go along, to whom it belongs and why, by when they promise. */
export async function preview(ctx: Ctx, threadId: string): Promise<ForwardPreview> {
  const thread = await ownThread(ctx, threadId);
  const hasPost = thread.postText !== null && thread.postAt !== null && thread.postDeletedAt === null;
  const { workspaceId } = ctx.actor;
  const names = await labelNames(ctx.db.read, workspaceId);
  const now = ctx.clock.iso();
  return {
    brandName: thread.brandName,
    timeZone: thread.timeZone,
    memberId: thread.memberId,
    memberName: thread.memberName,
    personName: ctx.actor.name,
    messages: await choicesOf(ctx.db.read, await threadWords(ctx.db.read, threadId), thread.brandName),
    post: hasPost ? { text: thread.postText ?? "", publishedAt: thread.postAt ?? "" } : null,
    folder: ctx.mailer.folder,
    mayReply: mayReply(ctx),
    model: modelOf(ctx),
    suggestions: (await suggestFor(ctx.db.read, workspaceId, thread)).slice(0, 3).map((one) => inWords(one, names)),
    promised: Object.fromEntries(
      (await departmentRows(ctx.db.read, workspaceId)).map((row) => [
        row.id,
        promisedBy(now, row.answerHours, hoursOf(row, thread.timeZone)),
      ]),
    ),
  };
}

const modelOf = ({ config: { model } }: Ctx) => model && { name: model.name, host: new URL(model.url).hostname };

function inWords({ departmentId, sure, reasons }: Suggestion, names: Map<string, string>) {
  const of = <Kind extends Suggestion["reasons"][number]["kind"]>(kind: Kind) =>
    reasons.find((reason): reason is Extract<typeof reason, { kind: Kind }> => reason.kind === kind);
  const earlier = of("earlier");
  return {
    departmentId,
    sure,
    words: of("words")?.words ?? [],
    labels: (of("labels")?.labelIds ?? []).flatMap((id) => names.get(id) ?? []),
    earlier: earlier ? { count: earlier.count, of: earlier.of } : null,
    brand: of("brand") !== undefined,
  };
}
