import { presenceFor } from "#bff/platform/live.ts";
import { ask, router } from "#bff/platform/trpc.ts";

/** Hints over one server-sent stream per page: which slice changed, who has which thread open. Never content. */
export const liveRouter = router({
  hints: ask("inbox.read").subscription(async function* ({ ctx, signal }) {
    const stop = signal ?? new AbortController().signal;
    for await (const { workspaceId, ...hint } of ctx.live.listen(ctx.actor.workspaceId, stop))
      yield "presence" in hint ? { presence: presenceFor(ctx.actor.brandIds, hint.presence) } : hint;
  }),
});
