import { brandById } from "#bff/features/team/queries.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { isCrisisAt, type SetCrisisInput } from "#shared/team/crisis.ts";
import type { Brand } from "#shared/team/schema.ts";

/** Switches a brand's crisis mode on, prolongs it, or ends it. Prolonging keeps since when and by whom. */
export async function setCrisis(ctx: Ctx, { brandId, hours, reason }: SetCrisisInput): Promise<Brand> {
  assertBrand(ctx.actor, brandId);
  return write(ctx, "brand.crisis", `brand:${brandId}`, async (trx, audit) => {
    const brand = await trx
      .selectFrom("brand")
      .select(["name", "crisisSince", "crisisUntil", "crisisBy"])
      .where("id", "=", brandId)
      .where("workspaceId", "=", ctx.actor.workspaceId)
      .executeTakeFirst();
    if (!brand) throw new DomainError("not_found", "There is no such thing in your brands.", {});
    const now = ctx.clock.now();
    const lasts = brand.crisisUntil !== null && isCrisisAt({ until: brand.crisisUntil }, now);
    if (hours === "asItIs" && !lasts) throw new DomainError("conflict", "The crisis mode is over.", {});
    const from = now.getTime();
    const until =
      hours === "asItIs" ? brand.crisisUntil : hours === null ? null : new Date(from + hours * 3_600_000).toISOString();
    const values =
      until === null
        ? { crisisSince: null, crisisUntil: null, crisisBy: null, crisisReason: null }
        : {
            crisisSince: lasts ? brand.crisisSince : now.toISOString(),
            crisisUntil: until,
            crisisBy: lasts ? brand.crisisBy : ctx.actor.userId,
            crisisReason: reason,
          };
    await trx.updateTable("brand").set(values).where("id", "=", brandId).execute();
    audit({ name: brand.name, on: until !== null, since: values.crisisSince ?? brand.crisisSince, until, reason });
    return brandById(trx, brandId, now);
  });
}
