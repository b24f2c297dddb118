import { z } from "zod";
import { ask, router } from "#bff/platform/trpc.ts";
import { DomainError } from "#shared/errors.ts";
import { LikelySame } from "#shared/members/schema.ts";

const id = z.string().min(1).max(60);
const later = (): never => {
  throw new DomainError("unexpected", "Not there yet.");
};

export const membersRouter = router({
  likelySame: ask("member.read")
    .input(z.object({ memberId: id }))
    .output(z.array(LikelySame))
    .query(() => later()),
  merge: ask("member.merge")
    .input(z.object({ keepId: id, mergeId: id }))
    .output(z.object({ id: z.string() }))
    .mutation(() => later()),
  undoMerge: ask("member.merge")
    .input(z.object({ id }))
    .mutation(() => later()),
});
