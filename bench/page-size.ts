import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Manifest } from "vite";
import type { Figure } from "./numbers.ts";

const root = join(import.meta.dirname, "..");
const entry = "index.html";
const route = "app/pages/inbox-page.tsx";

/** Kilobytes of JavaScript, gzipped, of the page's entry, of the inbox, and of all that these import at once. */
export async function benchPageSize(folder: string): Promise<Figure> {
  const outDir = join(folder, "page");
  await build({ configFile: join(root, "vite.config.ts"), logLevel: "error", build: { manifest: true, outDir } });
  const manifest = JSON.parse(await readFile(join(outDir, ".vite/manifest.json"), "utf8")) as Manifest;
  const files = new Set<string>();
  for (const name of [entry, route]) gather(manifest, name, files);
  let bytes = 0;
  for (const file of files) bytes += gzipSync(await readFile(join(outDir, file))).length;
  const kilobytes = bytes / 1000;
  return {
    figure: "JavaScript until the inbox can be used, gzipped",
    measured: `${kilobytes.toFixed(1)} kB in ${files.size} files`,
    aim: "under 180 kB",
    met: kilobytes < 180,
    values: { kilobytes, files: files.size },
  };
}

function gather(manifest: Manifest, name: string, files: Set<string>): void {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`The built page has no ${name}.`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) gather(manifest, imported, files);
}
