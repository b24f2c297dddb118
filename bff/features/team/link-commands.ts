import { accountOf, openLink } from "#bff/features/team/queries.ts";
import { openAuth } from "#bff/platform/auth.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import { hashToken, newToken } from "#bff/platform/crypto.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { SessionUser } from "#bff/platform/db/sessions.ts";
import type { LinkTable } from "#bff/platform/db/tables.ts";
import { newId } from "#bff/platform/ids.ts";
import { inTransaction, write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import type { UseLinkInput } from "#shared/team/schema.ts";
import { foldedWords } from "#shared/text.ts";

const validFor = { "sign-in": 24 * 3_600_000, setup: 24 * 3_600_000, invite: 7 * 24 * 3_600_000 };

/** Writes a one-time link of which only the hash is kept, and gives its address. */
export async function newLink(
  app: App,
  trx: Trx,
  kind: keyof typeof validFor,
  target: Partial<Pick<LinkTable, "workspaceId" | "userId" | "email" | "role" | "brandIds">>,
): Promise<string> {
  const { token, hash } = newToken();
  const now = app.clock.now();
  await trx
    .insertInto("link")
    .values({
      tokenHash: hash,
      kind,
      workspaceId: null,
      userId: null,
      email: null,
      role: null,
      brandIds: null,
      ...target,
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + validFor[kind]).toISOString(),
      usedAt: null,
    })
    .execute();
  return `${app.url}/join?token=${token}`;
}

/** A link that signs one person in, once, within a day; for the terminal. */
export const signInLink = (app: App, userId: string): Promise<string> =>
  inTransaction(app, (trx) => newLink(app, trx, "sign-in", { userId }));

/** A link with which the first owner sets up an empty Konak, once, within a day. */
export const setupLink = (app: App): Promise<string> => inTransaction(app, (trx) => newLink(app, trx, "setup", {}));

/** Uses a link once and gives the person it signs in. `signedIn` is who holds the browser already. */
export async function useLink(app: App, input: UseLinkInput, signedIn: SessionUser | null): Promise<string> {
  const link = await openLink(app, input.token);
  if (link.kind === "setup") return setUp(app, input);
  if (link.kind === "invite") return join(app, link, input, signedIn);
  await inTransaction(app, (trx) => claim(app, trx, input.token));
  return needed(link.userId, "userId");
}

// Of two who come at once, one changes the row and the other finds it changed.
async function claim(app: App, trx: Trx, token: string): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable("link")
    .set({ usedAt: app.clock.iso() })
    .where("tokenHash", "=", hashToken(token))
    .where("usedAt", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new DomainError("link_used", "This link was used already.", {});
}

async function setUp(app: App, input: UseLinkInput): Promise<string> {
  const name = needed(input.name, "name");
  const email = needed(input.email, "email");
  const workspaceName = needed(input.workspaceName, "workspaceName");
  const brandName = needed(input.brandName, "brandName");
  const password = await openAuth(app).hashPassword(needed(input.password, "password"));
  const [userId, workspaceId] = [newId(), newId()];
  const at = app.clock.iso();
  await write(
    asLinkHolder(app, workspaceId, { id: userId, name, email }),
    "brand.save",
    "workspace",
    async (trx, audit) => {
      await claim(app, trx, input.token);
      const some = await trx.selectFrom("workspace").select("id").limit(1).executeTakeFirst();
      if (some) throw new DomainError("link_used", "This Konak was set up already.", {});
      await trx.insertInto("workspace").values({ id: workspaceId, name: workspaceName, createdAt: at }).execute();
      await trx
        .insertInto("brand")
        .values({
          id: newId(),
          workspaceId,
          slug: slugOf(brandName),
          name: brandName,
          timeZone: input.timeZone ?? "UTC",
          languages: '["en"]',
          signature: "",
          color: "orange",
          allowedContacts: "[]",
          createdAt: at,
        })
        .execute();
      await addUser(trx, { id: userId, name, email }, password, at);
      await addMembership(trx, { workspaceId, userId, role: "owner", brandIds: null }, at);
      audit({ setUp: true });
    },
  );
  return userId;
}

async function join(app: App, link: LinkTable, input: UseLinkInput, signedIn: SessionUser | null): Promise<string> {
  const auth = openAuth(app);
  const email = needed(link.email, "email");
  const known = await accountOf(app.db.read, email);
  if (known?.password && signedIn?.id !== known.id) {
    const right = await auth.verifyPassword(known.password, needed(input.password, "password"));
    if (!right) throw new DomainError("wrong_password", "This is not the password of that account.", {});
  }
  const password = known?.password ? null : await auth.hashPassword(needed(input.password, "password"));
  const name = known?.password ? "" : needed(input.name, "name");
  const person = { id: known?.id ?? newId(), name, email };
  const workspaceId = needed(link.workspaceId, "workspaceId");
  const at = app.clock.iso();
  const subject = `person:${person.id}`;
  await write(asLinkHolder(app, workspaceId, person), "person.invite", subject, async (trx, audit) => {
    await claim(app, trx, input.token);
    if (password && known) await addPassword(trx, known.id, password, at);
    else if (password) await addUser(trx, person, password, at);
    const role = link.role ?? "viewer";
    await addMembership(trx, { workspaceId, userId: person.id, role, brandIds: link.brandIds }, at);
    audit({ joined: true, role });
  });
  return person.id;
}

// The link itself is the permission; the audit row carries the person who used it.
const asLinkHolder = (app: App, workspaceId: string, person: SessionUser): Ctx => ({
  ...app,
  actor: { userId: person.id, name: person.name, email: person.email, workspaceId, role: "owner", brandIds: null },
});

async function addUser(trx: Trx, user: SessionUser, password: string, at: string): Promise<void> {
  await trx
    .insertInto("user")
    .values({ ...user, emailVerified: 1, image: null, locale: null, createdAt: at, updatedAt: at })
    .execute();
  await addPassword(trx, user.id, password, at);
}

async function addPassword(trx: Trx, userId: string, password: string, at: string): Promise<void> {
  await trx
    .insertInto("account")
    .values({
      id: newId(),
      userId,
      accountId: userId,
      providerId: "credential",
      accessToken: null,
      refreshToken: null,
      idToken: null,
      accessTokenExpiresAt: null,
      refreshTokenExpiresAt: null,
      scope: null,
      password,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
}

async function addMembership(
  trx: Trx,
  membership: { workspaceId: string; userId: string; role: string; brandIds: string | null },
  at: string,
): Promise<void> {
  await trx
    .insertInto("membership")
    .values({ id: newId(), ...membership, createdAt: at })
    .onConflict((conflict) =>
      conflict.columns(["userId", "workspaceId"]).doUpdateSet({ role: membership.role, brandIds: membership.brandIds }),
    )
    .execute();
}

/** The name of a brand in addresses: `Łódź Kettle` gives `lodz-kettle`. */
export const slugOf = (name: string): string =>
  foldedWords(name)
    .join("-")
    .replace(/[^a-z0-9-]/g, "")
    .replace(/^-+|-+$/g, "")
    .slice(0, 50) || "brand";

function needed<T>(value: T | null | undefined, field: string): T {
  if (value == null) throw new DomainError("invalid_input", `${field} is missing.`, { field });
  return value;
}
