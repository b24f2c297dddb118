import { type FormatName, formats } from "#bff/features/reports/formats.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { brandOfAny } from "#bff/features/reports/workspace-queries.ts";
import { type App, asKonak } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import { type Aggregate, aggregateIds, type Formula, formulaIds } from "#shared/reports/closed-list.ts";

/** What the command line says about a report; everything is text until it is judged here. */
export type ReportArguments = {
  brand?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  formula?: string | undefined;
  aggregate?: string | undefined;
  campaign?: string | undefined;
  format?: string | undefined;
};

const refuse = (sentence: string): never => {
  throw new DomainError("invalid_input", sentence);
};

/** A report as a file, for people without a browser. Whatever cannot be answered is refused in one sentence. */
export async function reportFile(app: App, input: ReportArguments): Promise<string | Uint8Array> {
  const slug = input.brand ?? refuse("--brand is missing: the short name of a brand, such as lumi-kettle.");
  const [from, to] = [dayOf("from", input.from), dayOf("to", input.to)];
  const formula = oneOf<Formula>("formula", input.formula, formulaIds);
  const aggregate = oneOf<Aggregate>("aggregate", input.aggregate, aggregateIds);
  const format = oneOf<FormatName>("format", input.format, Object.keys(formats) as FormatName[]) ?? "json";
  const { workspaceId, known } = await brandOfAny(app, slug);
  if (!workspaceId)
    return refuse(`There is no brand "${slug}"${known.length > 0 ? `; there are ${known.join(", ")}` : " here yet"}.`);
  const ctx = asKonak(app, workspaceId);
  const report = await getReport(ctx, { brand: slug, from, to, formula, aggregate, campaign: input.campaign });
  if (!report.dataFrom) refuse(`Konak knows nothing of ${report.brand.name} yet, so there is nothing to report.`);
  if (report.dataFrom && from < report.dataFrom)
    refuse(
      `The period begins on ${from}, but the data of ${report.brand.name} begin on ${report.dataFrom}; ask for --from ${report.dataFrom} or later.`,
    );
  if (report.figures.some((figure) => figure.missing === "no_competitors"))
    refuse(
      `${report.brand.name} has no competitors yet, so it has no share of voice; bring some in with "npm run konak -- import-rivals FILE --brand ${slug}".`,
    );
  return await formats[format].write(ctx, report);
}

function dayOf(name: "from" | "to", value: string | undefined): string {
  if (value === undefined) return refuse(`--${name} is missing: a day such as 2026-11-01.`);
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`);
  if (!whole || Number.isNaN(whole.getTime()) || whole.toISOString().slice(0, 10) !== value)
    return refuse(`--${name} is "${value}", but has to be a day such as 2026-11-01.`);
  return value;
}

function oneOf<T extends string>(name: string, value: string | undefined, list: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  return list.find((one) => one === value) ?? refuse(`--${name} is "${value}", but has to be ${list.join(", ")}.`);
}
