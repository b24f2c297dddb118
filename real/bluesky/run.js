// Plain JavaScript, so that it can say what it needs whatever runs it. Installs the network's own servers when they
// are not there as the lock says, and runs the connector's suite and one full round against them.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = import.meta.dirname;
const root = join(here, "../..");
const stamp = join(here, "node_modules", ".installed");
const wanted = createHash("sha256")
  .update(readFileSync(join(here, "package-lock.json")))
  .update(`${process.versions.modules} ${process.platform} ${process.arch}`)
  .digest("hex");

// The servers leave their files in the temporary folder, so they get one of their own; PostgreSQL, which may run as
// somebody else, has to get into it.
const scratch = mkdtempSync(join(tmpdir(), "konak-real-"));
chmodSync(scratch, 0o755);
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

function run(command, args, folder) {
  const env = { ...process.env, TMPDIR: scratch };
  const { status, signal, error } = spawnSync(command, args, { cwd: folder, stdio: "inherit", env });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? (signal ? 1 : 2));
}

const installed = existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
if (!installed) {
  console.log("Installing Bluesky's servers into real/bluesky (once) ...");
  const npm = process.env.npm_execpath;
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  if (npm) run(process.execPath, [npm, ...args], here);
  else run("npm", args, here);
  writeFileSync(stamp, wanted);
}

const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
run(process.execPath, [vitest, "run", "--config", join(here, "vitest.config.ts"), ...process.argv.slice(2)], root);
