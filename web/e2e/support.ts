import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import sparticuz from "@sparticuz/chromium";
import { simpleParser } from "mailparser";
import pg from "pg";
import { type Browser, chromium, type Page } from "playwright-core";

const root = join(import.meta.dirname, "../..");
const startsWithin = 120_000;

/** A Konak of its own: what it said so far, where it is, and how to stop it. */
export type Konak = {
  url: string;
  data: string;
  /** the one-time link it printed */
  link: string;
  /** runs `npm run konak -- ...` beside it, on the same data; gives what came out */
  run(...args: string[]): Promise<string>;
  /** the link of the newest mail in the folder that leads to a page, once it is there */
  newestLink(page: "answer"): Promise<string>;
  stop(): Promise<void>;
};

/** Starts Konak in an empty folder on a free port; on PostgreSQL when KONAK_E2E_DATABASE_URL names a server. */
export async function startKonak(...args: string[]): Promise<Konak> {
  const data = await mkdtemp(join(tmpdir(), "konak-e2e-"));
  const database = await ownDatabase();
  const env = environment({ KONAK_DATA: data, DATABASE_URL: database?.url });
  const child = spawn(process.execPath, ["bff/start.js", ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece) => (said += piece));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    await stopped(child, ended);
    await database?.drop();
    await rm(data, { recursive: true, force: true });
  };
  const newestLink = (page: string) =>
    until(
      () => linkIn(join(data, "mail"), page),
      child,
      () => said,
    );
  try {
    const link = await until(
      () => /https?:\/\/\S+\/join\?token=\S+/.exec(said)?.[0],
      child,
      () => said,
    );
    const url = new URL(link).origin;
    const health = (await (await fetch(`${url}/healthz`)).json()) as { ok: boolean };
    if (!health.ok) throw new Error(`Konak is not well: ${JSON.stringify(health)}`);
    return { url, data, link, run: (...words) => runCli({ ...env, KONAK_URL: url }, words), newestLink, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function environment(own: Record<string, string | undefined>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("KONAK_") && name !== "NODE_ENV");
  const quick = { KONAK_SYNC_SECONDS: "1", KONAK_UNDO_SECONDS: "5" };
  const set = { KONAK_PORT: "0", KONAK_ALLOW_ADDRESSES: "127.0.0.1", ...quick, ...own };
  return { ...Object.fromEntries(inherited), ...set };
}

async function linkIn(folder: string, page: string): Promise<string | undefined> {
  const newest = (await readdir(folder).catch(() => [])).sort().at(-1);
  if (!newest) return undefined;
  const mail = await simpleParser(await readFile(join(folder, newest)));
  return new RegExp(`https?://\\S+/${page}/[\\w-]+`).exec(mail.text ?? "")?.[0];
}

async function until<T>(
  look: () => T | undefined | Promise<T | undefined>,
  child: ChildProcess,
  said: () => string,
): Promise<T> {
  const giveUpAt = Date.now() + startsWithin;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (child.exitCode !== null || Date.now() > giveUpAt) throw new Error(`Konak did not get there:\n${said()}`);
    await pause(50);
  }
}

async function stopped(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode === null) child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await ended;
  clearTimeout(late);
}

async function runCli(env: NodeJS.ProcessEnv, args: string[]): Promise<string> {
  const child = spawn(process.execPath, ["bff/start.js", "cli", ...args], { cwd: root, env });
  let out = "";
  let said = "";
  child.stdout.on("data", (piece) => (out += piece));
  child.stderr.on("data", (piece) => (said += piece));
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`konak ${args.join(" ")} ended with ${code}:\n${said}`);
  return out.trim();
}

/** A fresh database on the server that KONAK_E2E_DATABASE_URL names; null means SQLite in the folder. */
async function ownDatabase(): Promise<{ url: string; drop(): Promise<void> } | null> {
  const server = process.env.KONAK_E2E_DATABASE_URL;
  if (!server) return null;
  const name = `konak_e2e_${randomUUID().replaceAll("-", "")}`;
  const tell = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await tell(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => tell(`drop database ${name} with (force)`) };
}

/** The Chromium from npm where it fits, else the Chrome of the machine (CHROME_PATH names another one). */
export async function openBrowser(): Promise<Browser> {
  const own = process.env.CHROME_PATH;
  if (own) return await chromium.launch({ executablePath: own, headless: true });
  if (process.platform !== "linux" || process.arch !== "x64")
    return await chromium.launch({ channel: "chrome", headless: true });
  const executablePath = await sparticuz.executablePath();
  if (!existsSync(executablePath)) throw new Error(`There is no browser at ${executablePath}.`);
  // One process for everything is meant for functions in a cloud; a lost page would take the others with it.
  const args = sparticuz.args.filter((arg) => arg !== "--single-process" && arg !== "--no-zygote");
  return await chromium.launch({ executablePath, args, headless: true });
}

/** Signs in with the one-time link, as the person at the terminal does. */
export async function signIn(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "Open Konak" }).click();
  await page.waitForURL(/\/inbox/);
  await rows(page).first().waitFor();
}

/** Opens the inbox, or an address of it, and waits until its threads are there. */
export async function openInbox(page: Page, address = "/inbox"): Promise<void> {
  await page.goto(address);
  await rows(page).first().waitFor();
}

/** The threads of the list, each a button with everything the row says. */
export const rows = (page: Page) => page.getByRole("list", { name: "Threads" }).getByRole("listitem");
