import type { Updateable } from "kysely";
import { newLink, slugOf } from "#bff/features/team/link-commands.ts";
import { accountOf, brandById, invitationId } from "#bff/features/team/queries.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { markEverything } from "#bff/platform/db/day-marks.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { BrandTable } from "#bff/platform/db/tables.ts";
import { newId } from "#bff/platform/ids.ts";
import { write } from "#bff/platform/write.ts";
import { type Role, roles } from "#shared/actions.ts";
import { DomainError } from "#shared/errors.ts";
import type { Brand, ChangePersonInput, InviteInput, SaveBrandInput } from "#shared/team/schema.ts";

/** Invites someone by a link that is valid once, for seven days; nobody can give more than they have. */
export async function invitePerson(ctx: Ctx, input: InviteInput): Promise<{ url: string }> {
  return write(ctx, "person.invite", `person:${input.email}`, async (trx, audit) => {
    const brandIds = await checkedBrands(ctx, trx, input.role, input.brandIds);
    await assertInvitable(ctx, trx, input.email);
    audit({ role: input.role, brandIds: input.brandIds });
    const url = await newLink(ctx, trx, "invite", {
      workspaceId: ctx.actor.workspaceId,
      email: input.email,
      role: input.role,
      brandIds,
    });
    return { url };
  });
}

async function assertInvitable(ctx: Ctx, trx: Trx, email: string): Promise<void> {
  const known = await accountOf(trx, email);
  if (!known) return;
  const memberships = await trx.selectFrom("membership").select("workspaceId").where("userId", "=", known.id).execute();
  const here = memberships.some((row) => row.workspaceId === ctx.actor.workspaceId);
  // Without a password nobody could prove to be them, and the link would hand over their account.
  if (here || (memberships.length > 0 && !known.password))
    throw new DomainError("conflict", "This person belongs here already.", { reason: "already_here", email });
}

async function checkedBrands(ctx: Ctx, trx: Trx, role: Role, brandIds: string[] | null): Promise<string | null> {
  if (roles.indexOf(role) < roles.indexOf(ctx.actor.role))
    throw new DomainError("not_allowed", `A ${ctx.actor.role} cannot make somebody ${role}.`, { role });
  if (!brandIds || role === "owner") {
    if (ctx.actor.brandIds) throw new DomainError("not_allowed", "You can give only brands of your own.", {});
    return null;
  }
  const own = await trx
    .selectFrom("brand")
    .select("id")
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .where("id", "in", brandIds)
    .execute();
  for (const id of brandIds) {
    assertBrand(ctx.actor, id);
    if (!own.some((brand) => brand.id === id))
      throw new DomainError("not_found", "There is no such thing in your brands.", {});
  }
  return JSON.stringify(brandIds);
}

export async function changePerson(ctx: Ctx, input: ChangePersonInput): Promise<void> {
  await write(ctx, "person.change", `person:${input.id}`, async (trx, audit) => {
    const before = await membershipOf(ctx, trx, input.id);
    if (before.role === "owner" && input.role !== "owner") await assertOtherOwner(ctx, trx, input.id);
    const brandIds = await checkedBrands(ctx, trx, input.role, input.brandIds);
    await trx.updateTable("membership").set({ role: input.role, brandIds }).where("id", "=", before.id).execute();
    audit({ from: before.role, to: input.role, brandIds: input.brandIds });
  });
}

/** Takes a person out of the workspace, or an open invitation back. What they did stays in the log. */
export async function removePerson(ctx: Ctx, id: string): Promise<void> {
  await write(ctx, "person.remove", `person:${id}`, async (trx, audit) => {
    if (id.startsWith("invite-")) return withdrawInvitation(ctx, trx, id);
    const before = await membershipOf(ctx, trx, id);
    if (before.role === "owner") await assertOtherOwner(ctx, trx, id);
    await trx.deleteFrom("membership").where("id", "=", before.id).execute();
    const elsewhere = await trx.selectFrom("membership").select("id").where("userId", "=", id).executeTakeFirst();
    if (!elsewhere) await trx.deleteFrom("session").where("userId", "=", id).execute();
    audit({ role: before.role });
  });
}

async function withdrawInvitation(ctx: Ctx, trx: Trx, id: string): Promise<void> {
  const rows = await trx
    .selectFrom("link")
    .select("tokenHash")
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .where("kind", "=", "invite")
    .where("usedAt", "is", null)
    .execute();
  const row = rows.find(({ tokenHash }) => invitationId(tokenHash) === id);
  if (!row) throw new DomainError("not_found", "There is no such invitation.", {});
  await trx.deleteFrom("link").where("tokenHash", "=", row.tokenHash).execute();
}

async function membershipOf(ctx: Ctx, trx: Trx, userId: string): Promise<{ id: string; role: string }> {
  const row = await trx
    .selectFrom("membership")
    .select(["id", "role"])
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .where("userId", "=", userId)
    .executeTakeFirst();
  if (!row) throw new DomainError("not_found", "There is no such person here.", {});
  return row;
}

// The workspace's row is written first, so on PostgreSQL two owners cannot each let the other one go at once.
async function assertOtherOwner(ctx: Ctx, trx: Trx, userId: string): Promise<void> {
  await trx
    .updateTable("workspace")
    .set((eb) => ({ name: eb.ref("name") }))
    .where("id", "=", ctx.actor.workspaceId)
    .execute();
  const other = await trx
    .selectFrom("membership")
    .select("id")
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .where("role", "=", "owner")
    .where("userId", "!=", userId)
    .executeTakeFirst();
  if (!other) throw new DomainError("conflict", "Somebody has to stay the owner.", { reason: "last_owner" });
}

/** Makes a brand, or changes one. What was read before a change of time zone keeps its days. */
export async function saveBrand(ctx: Ctx, input: SaveBrandInput): Promise<Brand> {
  const { id, slug, serviceHours, ...voice } = input;
  const brandId = id ?? newId();
  return write(ctx, "brand.save", `brand:${brandId}`, async (trx, audit) => {
    const values = {
      ...voice,
      languages: JSON.stringify(voice.languages),
      allowedContacts: JSON.stringify(voice.allowedContacts),
      ...(serviceHours !== undefined && { serviceHours: serviceHours && JSON.stringify(serviceHours) }),
    };
    if (id) await updateBrand(ctx, trx, id, { ...values, ...(slug && { slug: await freeSlug(ctx, trx, slug, id) }) });
    else {
      if (ctx.actor.brandIds) throw new DomainError("not_allowed", "Making brands needs a role for all brands.", {});
      const freshSlug = await freeSlug(ctx, trx, slug ?? slugOf(input.name), null, !slug);
      const { workspaceId } = ctx.actor;
      const row = { id: brandId, workspaceId, slug: freshSlug, ...values, createdAt: ctx.clock.iso() };
      await trx.insertInto("brand").values(row).execute();
    }
    // Times to first answer are kept in service hours, so all of them are counted anew.
    if (id) await markEverything(trx, id);
    audit({ name: input.name, made: !id });
    return brandById(trx, brandId, ctx.clock.now());
  });
}

async function updateBrand(ctx: Ctx, trx: Trx, id: string, values: Updateable<BrandTable>): Promise<void> {
  assertBrand(ctx.actor, id);
  const { numUpdatedRows } = await trx
    .updateTable("brand")
    .set(values)
    .where("id", "=", id)
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new DomainError("not_found", "There is no such thing in your brands.", {});
}

async function freeSlug(ctx: Ctx, trx: Trx, slug: string, own: string | null, mayNumber = false): Promise<string> {
  const rows = await trx
    .selectFrom("brand")
    .select(["id", "slug"])
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .execute();
  const taken = new Set(rows.flatMap((row) => (row.id === own ? [] : row.slug)));
  if (!taken.has(slug)) return slug;
  if (!mayNumber) throw new DomainError("conflict", "Another brand has this short name.", { reason: "slug", slug });
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number++;
  return `${slug}-${number}`;
}
