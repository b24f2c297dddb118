import { otherWriter } from "#bff/features/inbox/presence.ts";
import { getThread } from "#bff/features/inbox/thread-queries.ts";
import { checkDraft } from "#bff/features/replies/check-draft.ts";
import { queueReply, type SendInput } from "#bff/features/replies/commands.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import type { ReplyView } from "#shared/inbox/schema.ts";
import { graphemeLength } from "#shared/text.ts";

/** Judges a reply once more on the server, asks what has to be asked, and queues it. */
export async function sendReply(
  ctx: Ctx,
  input: SendInput & { seenVersion: number; confirm: boolean },
): Promise<ReplyView> {
  const thread = await getThread(ctx, input.threadId);
  if (thread.deletedAt) throw new DomainError("gone", "The thread was deleted meanwhile.", {});
  if (!thread.canSend)
    throw new DomainError("not_allowed", "Nothing can be sent on this channel.", { network: thread.network });
  const length = graphemeLength(input.text);
  if (length > thread.replyLimit)
    throw new DomainError("too_long", `The network takes ${thread.replyLimit} characters; this reply has ${length}.`, {
      limit: thread.replyLimit,
      length,
    });
  const writer = otherWriter(ctx, input.threadId)?.name ?? null;
  const changed = thread.version !== input.seenVersion;
  if (!input.confirm && (writer || changed))
    throw new DomainError("conflict", "Somebody else is on this thread, or it changed since it was read.", {
      writer,
      changed,
    });
  const { warnings } = await checkDraft(ctx, {
    ...input,
    draftBegan: input.draftBegan ?? null,
    limit: thread.replyLimit,
  });
  if (!input.overrideReason && warnings.some((warning) => warning.strength === "ask"))
    throw new DomainError("needs_confirmation", "The check asks before this reply is sent.", { warnings });
  return queueReply(ctx, input, warnings);
}
