import { departmentById } from "#bff/features/forwarding/department-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { assertAllowedAddress } from "#bff/platform/fetch-safely.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import type { DepartmentInput } from "#shared/forwarding/department.ts";

const missing = () => new DomainError("not_found", "There is no such department here.", {});

/** A department's other address, as it lies sealed in the database. */
export type Hook = { url: string; secret: string | null };

/** Makes a department or changes one; the people given replace the ones before. */
export async function saveDepartment(ctx: Ctx, input: DepartmentInput): Promise<{ id: string }> {
  const id = input.id ?? newId();
  const { workspaceId } = ctx.actor;
  if (input.hook?.url) await assertAllowedAddress(input.hook.url, ctx.config.allowAddresses);
  return await write(ctx, "department.save", `department:${id}`, async (trx, audit) => {
    audit({ name: input.name, contacts: input.contacts.length, auto: input.auto, hook: input.hook?.kind ?? null });
    const before = input.id ? await departmentById(trx, workspaceId, id) : undefined;
    if (input.id && !before) throw missing();
    const row = { ...columnsOf(input), ...hookOf(ctx, input, before?.hook ?? null) };
    const rule = input.auto && before?.auto !== 1 ? { autoSeq: await newestSeq(trx) } : {};
    if (before) {
      await trx
        .updateTable("department")
        .set({ ...row, ...rule })
        .where("id", "=", id)
        .execute();
      await trx.deleteFrom("department_contact").where("departmentId", "=", id).execute();
    } else
      await trx
        .insertInto("department")
        .values({ id, workspaceId, createdAt: ctx.clock.iso(), deletedAt: null, ...row, ...rule })
        .execute();
    await trx
      .insertInto("department_contact")
      .values(input.contacts.map(({ name, mail }) => ({ id: newId(), departmentId: id, name, mail })))
      .execute();
    if (input.auto)
      await enqueue(
        trx,
        "forward.rule",
        { departmentId: id },
        { runAt: ctx.clock.iso(), uniqueKey: `forward.rule:${id}` },
      );
    return { id };
  });
}

const columnsOf = (input: DepartmentInput) => ({
  name: input.name,
  lang: input.lang,
  topics: JSON.stringify(input.topics),
  labelIds: JSON.stringify(input.labelIds),
  brandIds: input.brandIds && JSON.stringify(input.brandIds),
  timeZone: input.timeZone,
  hours: JSON.stringify(input.hours),
  answerHours: input.answerHours,
  deputyName: input.deputy?.name ?? null,
  deputyMail: input.deputy?.mail ?? null,
  auto: input.auto ? 1 : 0,
  autoQuestion: input.autoQuestion,
});

// What is typed replaces what was kept; what is left empty stays as it is. The secret never leaves the house again.
function hookOf(ctx: Ctx, { hook }: DepartmentInput, sealed: string | null) {
  if (!hook) return { hookKind: null, hook: null };
  const before = sealed ? (ctx.vault.open(sealed) as Hook) : null;
  const url = hook.url ?? before?.url;
  const secret = hook.secret ?? before?.secret ?? null;
  if (!url) throw new DomainError("invalid_input", "The address of the chat is missing.", { field: "hook" });
  if (hook.kind === "signed" && !secret)
    throw new DomainError("invalid_input", "A signed address needs a secret.", { field: "hook" });
  return { hookKind: hook.kind, hook: ctx.vault.seal({ url, secret: hook.kind === "signed" ? secret : null }) };
}

async function newestSeq(trx: Trx): Promise<number> {
  const row = await trx.selectFrom("message").select("seq").orderBy("seq", "desc").limit(1).executeTakeFirst();
  return row?.seq ?? 0;
}

/** Takes a department off the list; what it was asked and answered stays. */
export function removeDepartment(ctx: Ctx, id: string): Promise<void> {
  return write(ctx, "department.save", `department:${id}`, async (trx, audit) => {
    const department = await departmentById(trx, ctx.actor.workspaceId, id);
    if (!department) throw missing();
    audit({ name: department.name, removed: true });
    await trx.updateTable("department").set({ deletedAt: ctx.clock.iso(), auto: 0 }).where("id", "=", id).execute();
  });
}
