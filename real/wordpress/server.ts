import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const source = "/usr/share/wordpress";
const needed = { php: "php-cli", mariadbd: "mariadb-server", "mariadb-install-db": "mariadb-server" };

/** The Debian packages that are missing on this machine; empty when a WordPress can be started. */
export function missingPackages(): string[] {
  const has = (command: string) => spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
  const missing = Object.entries(needed).flatMap(([command, packet]) => (has(command) ? [] : [packet]));
  if (!existsSync(join(source, "wp-load.php"))) missing.push("wordpress");
  if (has("php") && spawnSync("php", ["-r", "exit(extension_loaded('mysqli') ? 0 : 1);"]).status !== 0)
    missing.push("php-mysql");
  return [...new Set(missing)];
}

export type Blog = { url: string; php<T>(code: string): T; stop(): Promise<void> };

/** A WordPress with its database, both on loopback and in a folder of their own, stopped by their process ids. */
export async function startBlog(): Promise<Blog> {
  const folder = mkdtempSync(join(tmpdir(), "konak-wordpress-"));
  const database = await startDatabase(folder);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const site = join(folder, "site");
  cpSync(source, site, { recursive: true, dereference: true, filter: (path) => !path.endsWith("wp-config.php") });
  mkdirSync(join(site, "wp-content"), { recursive: true });
  writeFileSync(join(site, "wp-config.php"), config(url, database.socket));
  mkdirSync(join(site, "wp-content/mu-plugins"), { recursive: true });
  writeFileSync(join(site, "wp-content/mu-plugins/no-mail.php"), "<?php add_filter('pre_wp_mail', '__return_true');");
  const run = join(folder, "run.php");
  const php = <T>(code: string): T => {
    writeFileSync(run, `<?php define('WP_USE_THEMES', false); require '${site}/wp-load.php';\n${code}`);
    const said = execFileSync("php", [run], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    return JSON.parse(said.slice(said.lastIndexOf("\u0001") + 1) || "null") as T;
  };
  writeFileSync(
    run,
    `<?php define('WP_INSTALLING', true); require '${site}/wp-load.php';
    require_once ABSPATH . 'wp-admin/includes/upgrade.php';
    wp_install('Lumi Kettle Blog', 'lumi', 'lumi@lumi.example', true, '', 'an-owner-password');
    update_option('permalink_structure', '/%postname%/'); update_option('comment_moderation', 0); update_option('comment_previously_approved', 0);`,
  );
  execFileSync("php", [run], { stdio: ["ignore", "ignore", "inherit"] });
  const server = spawn("php", ["-S", `127.0.0.1:${port}`, "-t", site, join(site, "router.php")], {
    stdio: "ignore",
    // One worker could not answer while it asks itself (cron, pings).
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: "3" },
    detached: true,
  });
  writeFileSync(join(site, "router.php"), router);
  await until(async () => (await fetch(`${url}/?rest_route=/`)).ok);
  return {
    url,
    php,
    async stop() {
      await killed(server);
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// Debian's WordPress may be older or newer than its documentation; nothing of it may ask the world outside.
const config = (url: string, socket: string): string => `<?php
define('DB_NAME', 'blog'); define('DB_USER', 'blog'); define('DB_PASSWORD', 'blog'); define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
foreach (['AUTH_KEY','SECURE_AUTH_KEY','LOGGED_IN_KEY','NONCE_KEY','AUTH_SALT','SECURE_AUTH_SALT','LOGGED_IN_SALT','NONCE_SALT'] as $key) define($key, $key);
define('WP_HOME', '${url}'); define('WP_SITEURL', '${url}'); define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;

const router = `<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path !== '/' && is_file(__DIR__ . $path)) return false;
$_SERVER['SCRIPT_NAME'] = '/index.php';
require __DIR__ . '/index.php';
`;

async function startDatabase(folder: string): Promise<{ socket: string; stop(): Promise<void> }> {
  const data = join(folder, "database");
  const socket = join(folder, "db.sock");
  const user = process.getuid?.() === 0 ? ["--user=root"] : [];
  execFileSync("mariadb-install-db", [`--datadir=${data}`, "--auth-root-authentication-method=normal", ...user], {
    stdio: "ignore",
  });
  const server = spawn(
    "mariadbd",
    [
      "--no-defaults",
      `--datadir=${data}`,
      `--socket=${socket}`,
      "--skip-networking",
      `--pid-file=${folder}/db.pid`,
      ...user,
    ],
    { stdio: "ignore", detached: true },
  );
  const tell = (sql: string) =>
    execFileSync("mariadb", ["--no-defaults", `--socket=${socket}`, "-uroot", "-e", sql], { stdio: "ignore" });
  await until(async () => {
    tell("select 1");
    return true;
  });
  tell(
    "create database blog character set utf8mb4; create user blog@localhost identified by 'blog'; grant all on blog.* to blog@localhost",
  );
  return { socket, stop: () => killed(server) };
}

async function until(ready: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  for (;;) {
    const ok = await ready().catch(() => false);
    if (ok) return;
    if (Date.now() > end) throw new Error("The server did not come up within a minute.");
    await new Promise((done) => setTimeout(done, 150));
  }
}

const killed = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || !child.pid) return resolve();
    child.once("exit", () => resolve());
    // The whole group: PHP's workers are processes of their own.
    process.kill(-child.pid, "SIGTERM");
  });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
