// Plain JavaScript, so that it can say what it needs whatever runs it. Installs nothing: runs the suite of replies by
// mail against Debian's Dovecot, started here on loopback as one of our own processes and stopped again.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

const found = ["dovecot", "/usr/sbin/dovecot"].find((name) => spawnSync(name, ["--version"]).status === 0);
if (!found) {
  console.error("Dovecot is missing. On Debian: apt-get install --no-install-recommends dovecot-imapd");
  process.exit(2);
}

// The server's own users have to get through to their folders.
const scratch = mkdtempSync(join(tmpdir(), "konak-imap-"));
chmodSync(scratch, 0o755);
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const config = join(import.meta.dirname, "vitest.config.ts");
const { status, signal, error } = spawnSync(
  process.execPath,
  [vitest, "run", "--config", config, ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit", env: { ...process.env, TMPDIR: scratch, DOVECOT: found } },
);
if (error) console.error(`The suite could not be started: ${error.message}`);
process.exitCode = status ?? (signal ? 1 : 2);
