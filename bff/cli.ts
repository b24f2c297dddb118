import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { capabilityDocument } from "#bff/connectors/capability-table.ts";
import { mappedReader, type RowReader } from "#bff/connectors/file/mapping.ts";
import { presets } from "#bff/connectors/file/presets.ts";
import { type FileFormat, fileSize } from "#bff/connectors/file/read-rows.ts";
import { allConnectors } from "#bff/connectors/registry.ts";
import { importTarget } from "#bff/features/channels/import-commands.ts";
import { type ImportCounts, importFile } from "#bff/features/channels/import-file.ts";
import { checkReplies } from "#bff/features/replies/check-replies.ts";
import { type ReportArguments, reportFile } from "#bff/features/reports/command-line.ts";
import { rivalsFromFile, sayRivals } from "#bff/features/reports/rivals-command-line.ts";
import { rebuild } from "#bff/features/reports/roll-commands.ts";
import { brandOfAny } from "#bff/features/reports/workspace-queries.ts";
import { accountByMail } from "#bff/features/team/first-person-queries.ts";
import { signInLink } from "#bff/features/team/link-commands.ts";
import { configOrGiveUp, openApp } from "#bff/open-app.ts";
import { systemClock } from "#bff/platform/clock.ts";
import type { App } from "#bff/platform/context.ts";
import { rotateKeptSecret } from "#bff/platform/crypto.ts";
import { sealAnew } from "#bff/platform/db/seal-anew.ts";
import { takeLock } from "#bff/platform/lock.ts";
import { progressLine } from "#bff/progress.ts";
import { Network, networks } from "#shared/channel.ts";
import { DomainError } from "#shared/errors.ts";
import { loadDetector } from "#shared/replies/language.ts";

const usage = `npm run konak -- import FILE --brand SLUG --network NAME [--preset NAME | --map column=field ...]
                        [--year YEAR] [--time-zone ZONE] [--format csv|tsv|jsonl] [--json]
npm run konak -- report --brand SLUG --from DAY --to DAY [--formula NAME] [--aggregate NAME]
                        [--campaign NAME] [--format json|csv|xlsx|pdf] [--out FILE]
npm run konak -- import-rivals FILE --brand SLUG [--json]
npm run konak -- rebuild-reports [--brand SLUG]
npm run konak -- sign-in MAIL
npm run konak -- capabilities [--write]
npm run konak -- rotate-key`;

const options = {
  brand: { type: "string" },
  network: { type: "string" },
  preset: { type: "string" },
  map: { type: "string", multiple: true },
  year: { type: "string" },
  "time-zone": { type: "string" },
  format: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  formula: { type: "string" },
  aggregate: { type: "string" },
  campaign: { type: "string" },
  out: { type: "string" },
  json: { type: "boolean" },
  write: { type: "boolean" },
} as const;

process.exitCode = await run(process.argv.slice(3)).catch((error: unknown) => {
  const known = error instanceof DomainError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  console.error(known ? (error as Error).message : error);
  return 1;
});

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [command, subject] = positionals;
  if (command === "import" && subject) return await runImport(subject, values);
  if (command === "import-rivals" && subject) return await runImportRivals(subject, values);
  if (command === "report") return await runReport(values, values.out);
  if (command === "rebuild-reports") return await runRebuild(values.brand);
  if (command === "sign-in" && subject) return await runSignIn(subject);
  if (command === "check-replies" && subject) return await runCheckReplies(subject, values.json ?? false);
  if (command === "rotate-key") return await runRotateKey();
  if (command === "capabilities") return await runCapabilities(values.write ?? false);
  console.error(usage);
  return 2;
}

type Values = {
  [key in keyof typeof options]?: (typeof options)[key] extends { multiple: true }
    ? string[]
    : (typeof options)[key] extends { type: "boolean" }
      ? boolean
      : string;
};

async function runImport(file: string, values: Values): Promise<number> {
  const { brand, network, reader } = importOptions(values);
  const size = await fileSize(file).catch(() => 0);
  return await withApp(async (app) => {
    const timeZone = values["time-zone"] ?? "UTC";
    const target = await importTarget(app, { brand, network, timeZone, file: basename(file) });
    const detect = await loadDetector();
    const guess = (text: string) => detect(text)?.lang ?? null;
    const line = progressLine(size, process.stderr);
    const read = reader(target.timeZone);
    const format = values.format as FileFormat | undefined;
    const counts = await importFile(target, { path: file, format, read, guess }, (now, bytes) =>
      line.show(now.read, bytes),
    );
    line.end();
    say(file, counts, values.json ?? false);
    return 0;
  });
}

function importOptions(values: Values): { brand: string; network: Network; reader: (timeZone: string) => RowReader } {
  const { brand, preset, map } = values;
  if (!brand || !/^[a-z0-9][a-z0-9-]*$/.test(brand))
    throw new DomainError("invalid_input", "--brand has to be a short name in small letters, such as lumi-kettle.");
  const network = Network.safeParse(values.network);
  if (!network.success)
    throw new DomainError(
      "invalid_input",
      `"${values.network ?? ""}" is not a network Konak knows; it knows ${networks.join(", ")}.`,
    );
  if (values.format && !["csv", "tsv", "jsonl"].includes(values.format))
    throw new DomainError("invalid_input", `--format is "${values.format}", but has to be csv, tsv or jsonl.`);
  const year = Number(values.year ?? new Date().getUTCFullYear());
  if (!Number.isInteger(year) || year < 1990 || year > 2100)
    throw new DomainError("invalid_input", `--year is "${values.year}", but has to be a year such as 2014.`);
  if (values["time-zone"] && !isTimeZone(values["time-zone"]))
    throw new DomainError(
      "invalid_input",
      `--time-zone is "${values["time-zone"]}", but has to be a zone such as Europe/Istanbul.`,
    );
  if (preset) {
    const open = Object.hasOwn(presets, preset) ? presets[preset] : undefined;
    if (!open)
      throw new DomainError(
        "invalid_input",
        `There is no preset "${preset}"; there are ${Object.keys(presets).join(", ")}.`,
      );
    return { brand, network: network.data, reader: (timeZone) => open({ timeZone, year }) };
  }
  if (!map?.length)
    throw new DomainError("invalid_input", "Say what the columns are: with --preset, or with --map column=field.");
  mappedReader(map, "UTC");
  return { brand, network: network.data, reader: (timeZone) => mappedReader(map, timeZone) };
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

function say(file: string, counts: ImportCounts, json: boolean): void {
  if (json) console.log(JSON.stringify(counts));
  else
    console.log(
      `${counts.read} rows read: ${counts.added} added, ${counts.already} already there, ${counts.rejected} rejected.`,
    );
  if (counts.lower)
    console.error(
      `${counts.lower} ${counts.lower === 1 ? "post has" : "posts have"} fewer interactions than Konak knew before. The file's counts stand now, the earlier ones stay beside them. Should the file be the older one, import the newer file once more.`,
    );
  if (counts.rejected > 0) console.error(`The rejected rows, each with its reason: ${file}.rejected.jsonl`);
}

/** A report on standard output, or in a file. */
async function runReport(input: ReportArguments, out: string | undefined): Promise<number> {
  return await withApp(async (app) => {
    const file = await reportFile(app, input);
    if (out) await writeFile(out, file);
    else await new Promise<void>((done) => process.stdout.write(file, () => done()));
    return 0;
  });
}

/** Writes the roll-up behind the reports anew, from the rows. */
async function runRebuild(slug: string | undefined): Promise<number> {
  return await withApp(async (app) => {
    const { brandId, known } = slug ? await brandOfAny(app, slug) : { brandId: null, known: [] };
    if (slug && !brandId)
      throw new DomainError("not_found", `There is no brand "${slug}"; there are ${known.join(", ")}.`);
    console.log(`${await rebuild(app, brandId ?? undefined)} days written.`);
    return 0;
  });
}

/** Judges a file of conversations; lines that could not be read make it end with 1, after all others were judged. */
async function runCheckReplies(file: string, json: boolean): Promise<number> {
  const { replies, warned, bad } = await checkReplies(file, { json, out: process.stdout, err: process.stderr });
  if (!json || bad > 0) console.error(`${replies} replies judged, ${warned} with a warning; ${bad} lines passed over.`);
  return bad > 0 ? 1 : 0;
}

async function runImportRivals(file: string, values: Values): Promise<number> {
  return await withApp(async (app) => {
    const result = await rivalsFromFile(app, file, values.brand);
    console.log(values.json ? JSON.stringify(result) : sayRivals(result));
    return 0;
  });
}

/** A sign-in link for a person who lost theirs; whoever may read this terminal may have it. */
async function runSignIn(mail: string): Promise<number> {
  return await withApp(async (app) => {
    const person = await accountByMail(app, mail);
    if (!person) throw new DomainError("not_found", `Nobody here has the mail address ${mail}.`);
    console.log(await signInLink(app, person.id));
    return 0;
  });
}

/** A new secret for everything that is kept sealed; with Konak stopped, because a running one holds the old secret. */
async function runRotateKey(): Promise<number> {
  const config = configOrGiveUp();
  const lock = await takeLock({ folder: config.data, databaseUrl: config.databaseUrl });
  if (!lock) throw new DomainError("conflict", "Konak is running. Stop it, rotate the key, and start it again.");
  if (config.secret && !config.previousSecret)
    throw new DomainError(
      "invalid_input",
      "Give the new secret as KONAK_SECRET and the one before as KONAK_PREVIOUS_SECRET.",
    );
  const rotation = config.secret ? null : rotateKeptSecret(config.data);
  const { app } = await openApp(config, config.url ?? `http://localhost:${config.port}`);
  try {
    const count = await sealAnew(app.db, app.vault);
    rotation?.forget();
    console.log(`${count} kept keys are sealed with the new secret. Everybody signs in anew.`);
    return 0;
  } finally {
    await app.db.close();
    await lock.release();
  }
}

/** What each network can do, as a document; with `--write` it goes where the docs keep it. */
async function runCapabilities(write: boolean): Promise<number> {
  const document = capabilityDocument(allConnectors({ fetch, fetchStream: fetch, clock: systemClock }));
  if (write) await writeFile(new URL("../docs/channels.md", import.meta.url), document);
  else console.log(document);
  return 0;
}

async function withApp(work: (app: App) => Promise<number>): Promise<number> {
  const config = configOrGiveUp();
  const { app } = await openApp(config, config.url ?? `http://localhost:${config.port}`);
  try {
    return await work(app);
  } finally {
    await app.db.close();
  }
}
