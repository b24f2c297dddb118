import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "../../bff/router.ts";

const root = join(import.meta.dirname, "../..");

/** An empty Konak of its own, as `npm start -- --empty` starts it, that may speak to loopback and syncs each second. */
export async function startKonak() {
  const folder = mkdtempSync(join(tmpdir(), "konak-round-"));
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("KONAK_") && name !== "DATABASE_URL");
  const child = spawn(process.execPath, ["bff/start.js", "--empty"], {
    cwd: root,
    env: {
      ...Object.fromEntries(kept),
      NODE_ENV: "production",
      KONAK_DATA: folder,
      KONAK_PORT: "0",
      KONAK_ALLOW_ADDRESSES: "localhost",
      KONAK_SYNC_SECONDS: "1",
      KONAK_UNDO_SECONDS: "0",
      KONAK_SANDBOX: "0",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const link = await setupLink(child);
  const stop = async () => {
    if (child.exitCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  return { api: apiAt(link.origin), token: link.searchParams.get("token") ?? "", stop };
}

/** The set-up link from the terminal; what Konak said instead, when it did not start. */
function setupLink(child: ChildProcess): Promise<URL> {
  let said = "";
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk;
      const address = said.match(/Set up the first owner, once: (\S+)\n/)?.[1];
      if (address) resolve(new URL(address));
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code) => reject(new Error(`Konak stopped with ${code}:\n${said}`)));
  });
}

/** The procedures, called as the page calls them; the session's cookie is kept as a browser would. */
function apiAt(origin: string): TRPCClient<AppRouter> {
  let cookie = "";
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${origin}/api/trpc`,
        headers: () => ({ cookie }),
        fetch: async (url, init) => {
          const answer = await fetch(url, init as RequestInit);
          const [set] = answer.headers.getSetCookie();
          if (set) cookie = set.split(";")[0] ?? "";
          return answer;
        },
      }),
    ],
  });
}
