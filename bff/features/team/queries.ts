import type { Selectable } from "kysely";
import type { Actor, App, Ctx } from "#bff/platform/context.ts";
import { hashToken } from "#bff/platform/crypto.ts";
import { runCompiled } from "#bff/platform/db/compiled.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { BrandTable, LinkTable } from "#bff/platform/db/tables.ts";
import { version } from "#bff/platform/version.ts";
import type { Role } from "#shared/actions.ts";
import { DomainError } from "#shared/errors.ts";
import type { Aggregate, RateFormula } from "#shared/reports/closed-list.ts";
import { isCrisisAt } from "#shared/team/crisis.ts";
import type { AuditPage, Brand, LinkInfo, Me, Person } from "#shared/team/schema.ts";
import type { ServiceHours } from "#shared/team/service-clock.ts";

const ids = (json: string | null): string[] | null => (json === null ? null : (JSON.parse(json) as string[]));

/** A person with their role; null for someone who belongs to no workspace (any more). */
export async function actorOf(app: Pick<App, "db">, userId: string): Promise<Actor | null> {
  const build = () =>
    app.db.read
      .selectFrom("membership")
      .innerJoin("user", "user.id", "membership.userId")
      .select(["user.name", "user.email", "membership.workspaceId", "membership.role", "membership.brandIds"])
      .where("membership.userId", "=", userId)
      .orderBy("membership.createdAt")
      .orderBy("membership.id");
  const [row] = await runCompiled(app.db.read, "actor", build, [userId]);
  return row ? { ...row, userId, role: row.role as Role, brandIds: ids(row.brandIds) } : null;
}

export async function readMe(app: App, actor: Actor): Promise<Me> {
  const [user, workspace, demo, brands] = await Promise.all([
    app.db.read
      .selectFrom("user")
      .select(["id", "name", "email", "locale"])
      .where("id", "=", actor.userId)
      .executeTakeFirstOrThrow(),
    app.db.read
      .selectFrom("workspace")
      .select(["id", "name"])
      .where("id", "=", actor.workspaceId)
      .executeTakeFirstOrThrow(),
    app.db.read.selectFrom("meta").select("value").where("key", "=", "demo").executeTakeFirst(),
    listBrands(app, actor),
  ]);
  return {
    user,
    workspace,
    role: actor.role,
    brands,
    version,
    engine: app.db.engine,
    demo: demo?.value === "1",
    mail: { delivered: app.mailer.folder === null, folder: app.mailer.folder },
  };
}

/** The brands a person may see, by name. */
async function listBrands(app: Pick<App, "db" | "clock">, actor: Actor): Promise<Brand[]> {
  let query = brandRows(app.db.read)
    .where("brand.workspaceId", "=", actor.workspaceId)
    .orderBy("brand.name")
    .orderBy("brand.id");
  if (actor.brandIds) query = query.where("brand.id", "in", actor.brandIds);
  const now = app.clock.now();
  return (await query.execute()).map((row) => toBrand(row, now));
}

const brandRows = (db: Trx | App["db"]["read"]) =>
  (db as App["db"]["read"])
    .selectFrom("brand")
    .leftJoin("user", "user.id", "brand.crisisBy")
    .selectAll("brand")
    .select("user.name as crisisByName");

/** One brand as it stands in a transaction that has just changed it. */
export const brandById = async (trx: Trx, id: string, now: Date): Promise<Brand> =>
  toBrand(await brandRows(trx).where("brand.id", "=", id).executeTakeFirstOrThrow(), now);

const toBrand = (row: Selectable<BrandTable> & { crisisByName: string | null }, now: Date): Brand => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  timeZone: row.timeZone,
  languages: JSON.parse(row.languages) as string[],
  color: row.color,
  signature: row.signature,
  allowedContacts: JSON.parse(row.allowedContacts) as string[],
  houseFormula: row.houseFormula as RateFormula,
  houseAggregate: row.houseAggregate as Aggregate,
  serviceHours: row.serviceHours === null ? null : (JSON.parse(row.serviceHours) as ServiceHours),
  answerAim: row.answerAim,
  crisis: crisisOf(row, now),
});

/** What ran out by itself is no crisis any more. */
function crisisOf(row: Selectable<BrandTable> & { crisisByName: string | null }, now: Date): Brand["crisis"] {
  const { crisisSince: since, crisisUntil: until, crisisByName: by, crisisReason: reason } = row;
  return since && until && isCrisisAt({ until }, now) ? { since, until, by, reason: reason ?? "" } : null;
}

/** Everybody of the workspace, then the open invitations. */
export async function listPeople(ctx: Ctx): Promise<Person[]> {
  const [active, invited] = await Promise.all([
    ctx.db.read
      .selectFrom("membership")
      .innerJoin("user", "user.id", "membership.userId")
      .select(["user.id", "user.name", "user.email", "membership.role", "membership.brandIds", "membership.createdAt"])
      .where("membership.workspaceId", "=", ctx.actor.workspaceId)
      .orderBy("user.name")
      .orderBy("user.id")
      .execute(),
    openInvitations(ctx),
  ]);
  const person = (row: (typeof active)[number], state: Person["state"]): Person => ({
    id: row.id,
    state,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    brandIds: ids(row.brandIds),
    since: row.createdAt,
  });
  return [...active.map((row) => person(row, "active")), ...invited.map((row) => person(row, "invited"))];
}

async function openInvitations(ctx: Ctx) {
  const rows = await ctx.db.read
    .selectFrom("link")
    .selectAll()
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .where("kind", "=", "invite")
    .where("usedAt", "is", null)
    .where("expiresAt", ">", ctx.clock.iso())
    .orderBy("createdAt")
    .execute();
  return rows.map((row) => ({
    ...row,
    id: invitationId(row.tokenHash),
    name: "",
    email: row.email ?? "",
    role: row.role ?? "viewer",
  }));
}

/** An invitation is named by the beginning of its hash, which opens nothing. */
export const invitationId = (tokenHash: string): string => `invite-${tokenHash.slice(0, 16)}`;

const auditPageSize = 50;

/** The audit log, newest first; `cursor` is what the page before called `next`. */
export async function listAudit(ctx: Ctx, cursor: string | null): Promise<AuditPage> {
  let query = ctx.db.read
    .selectFrom("audit")
    .leftJoin("user", "user.id", "audit.userId")
    .select(["audit.id", "audit.at", "audit.action", "audit.subject", "audit.detail", "audit.userId", "user.name"])
    .where("audit.workspaceId", "=", ctx.actor.workspaceId)
    .orderBy("audit.at", "desc")
    .orderBy("audit.id", "desc")
    .limit(auditPageSize + 1);
  if (cursor) {
    const [at = "", id = ""] = cursor.split("|");
    query = query.where(({ or, and, eb }) =>
      or([eb("audit.at", "<", at), and([eb("audit.at", "=", at), eb("audit.id", "<", id)])]),
    );
  }
  const rows = await query.execute();
  const items = rows.slice(0, auditPageSize).map(({ userId, name, detail, ...row }) => ({
    ...row,
    detail: JSON.parse(detail) as Record<string, unknown>,
    person: userId ? { id: userId, name: name ?? "" } : null,
  }));
  const last = items.at(-1);
  return { items, next: rows.length > auditPageSize && last ? `${last.at}|${last.id}` : null, asOf: ctx.clock.iso() };
}

/** A link that can still be used; otherwise the reason why it cannot. */
export async function openLink(app: Pick<App, "db" | "clock">, token: string): Promise<LinkTable> {
  const row = await app.db.read
    .selectFrom("link")
    .selectAll()
    .where("tokenHash", "=", hashToken(token))
    .executeTakeFirst();
  if (!row) throw new DomainError("not_found", "There is no such link.", {});
  if (row.usedAt) throw new DomainError("link_used", "This link was used already.", { usedAt: row.usedAt });
  if (row.expiresAt <= app.clock.iso())
    throw new DomainError("link_expired", "This link is no longer valid.", { expiresAt: row.expiresAt });
  return row;
}

export async function readLink(app: App, token: string): Promise<LinkInfo> {
  const link = await openLink(app, token);
  const workspace = link.workspaceId
    ? await app.db.read.selectFrom("workspace").select("name").where("id", "=", link.workspaceId).executeTakeFirst()
    : null;
  return {
    kind: link.kind as LinkInfo["kind"],
    workspaceName: workspace?.name ?? null,
    email: link.email,
    role: link.role as Role | null,
    hasAccount: link.email ? (await accountOf(app.db.read, link.email))?.password != null : false,
    expiresAt: link.expiresAt,
  };
}

/** The person with a mail address, with the hash of their password when they have one. */
export async function accountOf(
  db: Trx | App["db"]["read"],
  email: string,
): Promise<{ id: string; email: string; password: string | null } | null> {
  const row = await (db as App["db"]["read"])
    .selectFrom("user")
    .leftJoin("account", (join) =>
      join.onRef("account.userId", "=", "user.id").on("account.providerId", "=", "credential"),
    )
    .select(["user.id", "user.email", "account.password"])
    .where("user.email", "=", email)
    .executeTakeFirst();
  return row ?? null;
}
