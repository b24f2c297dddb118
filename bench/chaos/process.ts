import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Outside } from "./open-konak.ts";

const entry = join(import.meta.dirname, "konak.ts");

/** The Konak that is killed with -9 and started again, with its clock. */
export class KonakProcess {
  folder: string;
  outside: Outside;
  ahead = 0;
  kills = 0;
  #child: ChildProcess | null = null;
  #port = 0;

  constructor(folder: string, outside: Outside) {
    this.folder = folder;
    this.outside = outside;
  }

  async start(): Promise<void> {
    const told = [this.folder, String(this.ahead), JSON.stringify(this.outside)];
    const child = fork(entry, told, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    this.#child = child;
    const [message] = (await Promise.race([
      once(child, "message"),
      once(child, "exit").then(([code]) => {
        throw new Error(`Konak did not start (exit ${code}).`);
      }),
    ])) as [{ port: number }];
    this.#port = message.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Kills it without a word and starts it again. */
  async killAndStart(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    child.kill("SIGKILL");
    await once(child, "exit");
    this.kills++;
    await this.start();
  }

  jump(milliseconds: number): void {
    this.ahead += milliseconds;
    this.#child?.send({ ahead: this.ahead });
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  }
}
