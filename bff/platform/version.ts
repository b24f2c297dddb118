import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

/** The version of Konak, from its package. */
export const version = manifest.version;

/** A short mark of all TypeScript below a folder: another one as soon as a line of it is another. */
export function markOfCode(folder: string): string {
  const hash = createHash("sha256");
  for (const file of globSync("**/*.ts", { cwd: folder }).sort())
    hash.update(`${file}\0`).update(readFileSync(`${folder}/${file}`));
  return hash.digest("base64url").slice(0, 10);
}

let mark: string | null = null;

/** What reads the networks' answers: updates come without a new version too, and may read what the one before could not. */
export function readsAs(): string {
  mark ??= markOfCode(fileURLToPath(new URL("../connectors", import.meta.url)));
  return `${version}-${mark}`;
}
