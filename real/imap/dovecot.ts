import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ImapFlow } from "imapflow";
import { freePort } from "#bff/test/postgres.ts";

const user = "answers";
const password = "only-on-loopback";
// Dovecot gives no mail to root; nobody has this id.
const nobody = 65_534;

export type Dovecot = Awaited<ReturnType<typeof startDovecot>>;

/** Debian's Dovecot on loopback with one mailbox, in a folder of its own. */
export async function startDovecot() {
  const folder = mkdtempSync(join(tmpdir(), "dovecot-"));
  chmodSync(folder, 0o755);
  const mail = join(folder, "mail");
  mkdirSync(mail);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(mail, nobody, nobody);
  const port = await freePort();
  const config = join(folder, "dovecot.conf");
  writeFileSync(config, settings({ folder, mail, port, isRoot }));
  let server = await run(config, port, folder);
  return {
    url: `imap://${user}:${password}@127.0.0.1:${port}/INBOX`,
    /** a client of the test's own, as a mail program or the mail server's delivery has one */
    async client<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
      const client = new ImapFlow({
        host: "127.0.0.1",
        port,
        secure: false,
        auth: { user, pass: password },
        logger: false,
      });
      await client.connect();
      try {
        return await work(client);
      } finally {
        await client.logout();
      }
    },
    async away(): Promise<void> {
      await end(server);
    },
    async back(): Promise<void> {
      server = await run(config, port, folder);
    },
    async stop(): Promise<void> {
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function settings({
  folder,
  mail,
  port,
  isRoot,
}: {
  folder: string;
  mail: string;
  port: number;
  isRoot: boolean;
}): string {
  const own = userInfo();
  const ids = isRoot ? `uid=${nobody} gid=${nobody}` : `uid=${own.uid} gid=${own.gid}`;
  const unprivileged = `default_internal_user = ${own.username}
default_login_user = ${own.username}
default_internal_group = ${execFileSync("id", ["-gn"]).toString().trim()}
service anvil {\n  chroot =\n}
service imap-login {\n  chroot =\n}`;
  return `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:${mail}/%u
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = ${ids} home=${mail}/%u
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
${isRoot ? "" : unprivileged}
`;
}

async function run(config: string, port: number, folder: string): Promise<ChildProcess> {
  const server = spawn(process.env.DOVECOT ?? "/usr/sbin/dovecot", ["-F", "-c", config], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [server.stdout, server.stderr]) stream?.on("data", (piece) => (said += piece));
  for (let tries = 0; tries < 200; tries++) {
    if (server.exitCode !== null) throw new Error(`Dovecot ended:\n${said}\n${logOf(folder)}`);
    if (await answers(port)) return server;
    await pause(50);
  }
  throw new Error(`Dovecot does not answer:\n${said}\n${logOf(folder)}`);
}

function logOf(folder: string): string {
  try {
    return readFileSync(join(folder, "log"), "utf8");
  } catch {
    return "";
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(port, "127.0.0.1");
    socket.once("data", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
}
