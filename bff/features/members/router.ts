import { z } from "zod";
import { mergeMembers, undoMerge } from "#bff/features/members/commands.ts";
import { likelySame } from "#bff/features/members/queries.ts";
import { ask, router } from "#bff/platform/trpc.ts";
import { LikelySame } from "#shared/members/schema.ts";

const id = z.string().min(1).max(60);
export const membersRouter = router({
  likelySame: ask("member.read")
    .input(z.object({ memberId: id }))
    .output(z.array(LikelySame))
    .query(({ ctx, input }) => likelySame(ctx, input.memberId)),
  merge: ask("member.merge")
    .input(z.object({ keepId: id, mergeId: id }))
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => mergeMembers(ctx, input)),
  undoMerge: ask("member.merge")
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => undoMerge(ctx, input.id)),
});
