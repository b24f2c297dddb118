import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { importRivals } from "#bff/features/reports/rivals-commands.ts";
import { brandOfAny } from "#bff/features/reports/workspace-queries.ts";
import { type App, asKonak } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import type { RivalFileResult } from "#shared/reports/rivals-schema.ts";

const largest = 4_000_000;

/** A file of competitors' public counts from the command line, by the same rules as in the browser. */
export async function rivalsFromFile(app: App, path: string, slug: string | undefined): Promise<RivalFileResult> {
  if (!slug)
    throw new DomainError("invalid_input", "--brand is missing: the short name of a brand, such as lumi-kettle.");
  const { workspaceId, known } = await brandOfAny(app, slug);
  if (!workspaceId)
    throw new DomainError("not_found", `There is no brand "${slug}"; there are ${known.join(", ") || "none yet"}.`);
  const size = await stat(path).then(
    (file) => file.size,
    () => null,
  );
  if (size === null) throw new DomainError("not_found", `There is no file ${path}.`);
  if (size > largest) throw new DomainError("too_long", `${path} is larger than 4 MB; split it by year.`);
  const text = await readFile(path, "utf8");
  return await importRivals(asKonak(app, workspaceId), { brand: slug, file: basename(path), text });
}

/** What became of the file, a line each. */
export const sayRivals = ({ added, changed, same, rejected }: RivalFileResult): string =>
  [
    `${added} rows added, ${changed} changed, ${same} already there, ${rejected.length} rejected.`,
    ...rejected.map(({ line, reason }) => `  line ${line}: ${reason}`),
  ].join("\n");
