import type { Connector } from "#bff/connectors/connector.ts";
import { standingClock } from "#bff/platform/clock.ts";
import { readConfig } from "#bff/platform/config.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import { openVault } from "#bff/platform/crypto.ts";
import type { Engine } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { openLive } from "#bff/platform/live.ts";
import { openLog } from "#bff/platform/log.ts";
import { openMailer } from "#bff/platform/mail.ts";
import { freshDb } from "#bff/test/each-engine.ts";
import type { Role } from "#shared/actions.ts";

export type TestApp = {
  app: App;
  clock: ReturnType<typeof standingClock>;
  workspaceId: string;
  brandId: string;
  channelId: string;
  as(role: Role, brandIds?: string[] | null): Promise<Ctx>;
  remove(): Promise<void>;
};

/** An app on a fresh database with one workspace, the brand `lumi` (Europe/Istanbul) and one sandbox channel. */
export async function testApp(
  engine: Engine,
  options: { connector?: Connector; env?: Record<string, string> } = {},
): Promise<TestApp> {
  const fresh = await freshDb(engine);
  const clock = standingClock("2026-11-18T09:00:00.000Z");
  const app = appOver(fresh.db, fresh.folder, clock, options);
  const { workspaceId, brandId, channelId } = await ground(app);
  return {
    app,
    clock,
    workspaceId,
    brandId,
    channelId,
    remove: fresh.remove,
    as: (role, brandIds = null) => person(app, workspaceId, role, brandIds),
  };
}

/** A Konak over an open database, with nothing in memory that another one has. */
export function appOver(
  db: App["db"],
  folder: string,
  clock: App["clock"],
  options: { connector?: Connector; env?: Record<string, string> } = {},
): App {
  const read = readConfig({ KONAK_DATA: folder, KONAK_LOG: "silent", ...options.env });
  if ("problem" in read) throw new Error(read.problem);
  return {
    db,
    clock,
    log: openLog("silent"),
    live: openLive(),
    config: read.config,
    vault: openVault(folder, null),
    mailer: openMailer(read.config),
    url: "http://localhost:4700",
    networks: options.connector ? [options.connector] : [],
    connectorFor: () => options.connector ?? null,
    wake: () => {},
  };
}

async function ground(app: App): Promise<{ workspaceId: string; brandId: string; channelId: string }> {
  const createdAt = app.clock.iso();
  const [workspaceId, brandId, channelId] = [newId(), newId(), newId()];
  await app.db.write.insertInto("workspace").values({ id: workspaceId, name: "Lumi", createdAt }).execute();
  await app.db.write
    .insertInto("brand")
    .values({
      id: brandId,
      workspaceId,
      slug: "lumi",
      name: "Lumi Kettle",
      timeZone: "Europe/Istanbul",
      languages: JSON.stringify(["en", "tr", "fi", "pl"]),
      signature: "",
      color: "orange",
      allowedContacts: "[]",
      createdAt,
    })
    .execute();
  await app.db.write
    .insertInto("channel")
    .values({
      id: channelId,
      workspaceId,
      brandId,
      network: "sandbox",
      externalId: "brand-account",
      handle: "lumikettle",
      name: "Sandbox",
      url: null,
      health: "ok",
      healthReason: null,
      healthAt: null,
      credentials: app.vault.seal({ key: "test" }),
      settings: JSON.stringify({ sandbox: true }),
      cursor: null,
      lastSyncAt: null,
      removedAt: null,
      createdAt,
    })
    .execute();
  return { workspaceId, brandId, channelId };
}

async function person(app: App, workspaceId: string, role: Role, brandIds: string[] | null): Promise<Ctx> {
  const userId = newId();
  const at = app.clock.iso();
  const name = `${role} person`;
  const email = `${userId}@lumi.example`;
  await app.db.write
    .insertInto("user")
    .values({ id: userId, name, email, emailVerified: 1, image: null, locale: null, createdAt: at, updatedAt: at })
    .execute();
  await app.db.write
    .insertInto("membership")
    .values({ id: newId(), workspaceId, userId, role, brandIds: brandIds && JSON.stringify(brandIds), createdAt: at })
    .execute();
  return { ...app, actor: { userId, name, email, workspaceId, role, brandIds } };
}
