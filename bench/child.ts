import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";

/** Starts a file of this folder as a process of its own; gives the first thing it says. */
export async function startChild<T>(file: string, args: string[]): Promise<{ said: T; stop(): Promise<void> }> {
  const child = fork(join(import.meta.dirname, file), args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return { said: await firstWord<T>(child, file), stop: () => stopped(child, ended) };
}

/** Runs a file of this folder to its end in a process of its own. */
export async function runChild<T>(file: string, args: string[]): Promise<T> {
  const { said, stop } = await startChild<T>(file, args);
  await stop();
  return said;
}

async function firstWord<T>(child: ChildProcess, file: string): Promise<T> {
  return await new Promise((resolve, reject) => {
    child.once("message", (said) => resolve(said as T));
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code} before it said anything.`)));
  });
}

async function stopped(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode === null) child.kill("SIGTERM");
  await ended;
}
