import { parse } from "csv-parse/sync";
import { brandOf } from "#bff/features/reports/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { mostRivalRows, type RivalRow, readRivals } from "#shared/reports/rival-rows.ts";
import { overlaps, type RivalCounts } from "#shared/reports/rivals.ts";
import type { RivalFileResult } from "#shared/reports/rivals-schema.ts";
import { fold } from "#shared/text.ts";
import { dayIn } from "#shared/time.ts";

const mostRivals = 200;

/** Public counts of a competitor, typed in by hand; a name not known yet makes the competitor. */
export async function saveRival(ctx: Ctx, input: { brand: string; name: string; counts: RivalCounts }): Promise<void> {
  const brand = await brandOf(ctx, input.brand);
  if (input.counts.to < input.counts.from)
    throw new DomainError("invalid_input", "The period ends before it begins.", {});
  await write(ctx, "rival.save", `brand:${brand.id}`, async (trx, audit) => {
    const known = await knownRivals(trx, brand.id);
    const today = dayIn(brand.timeZone, ctx.clock.iso());
    const outcome = await put(
      ctx,
      trx,
      { brandId: brand.id, known, today, source: "hand" },
      { name: input.name, ...input.counts },
    );
    if (typeof outcome !== "string") throw new DomainError("conflict", outcome.reason, { reason: "rival_row" });
    audit({ name: input.name, ...input.counts, outcome });
  });
}

/** Takes a competitor out with everything known about it; what was imported can be imported again. */
export async function removeRival(ctx: Ctx, input: { brand: string; rivalId: string }): Promise<void> {
  const brand = await brandOf(ctx, input.brand);
  await write(ctx, "rival.delete", `competitor:${input.rivalId}`, async (trx, audit) => {
    const rival = await trx
      .selectFrom("competitor")
      .select("name")
      .where("id", "=", input.rivalId)
      .where("brandId", "=", brand.id)
      .executeTakeFirst();
    if (!rival) throw new DomainError("not_found", "There is no such competitor.", {});
    audit({ name: rival.name, brandId: brand.id });
    await trx.deleteFrom("competitor").where("id", "=", input.rivalId).execute();
  });
}

/** A file of public counts, CSV or TSV. Bad rows are said by line and the rest goes in; the same file again changes nothing. */
export async function importRivals(
  ctx: Ctx,
  input: { brand: string; file: string; text: string },
): Promise<RivalFileResult> {
  const brand = await brandOf(ctx, input.brand);
  const { rows, rejected } = readRivals(recordsOf(input.text));
  return await write(ctx, "rival.import", `brand:${brand.id}`, async (trx, audit) => {
    const into = {
      brandId: brand.id,
      known: await knownRivals(trx, brand.id),
      today: dayIn(brand.timeZone, ctx.clock.iso()),
      source: "file" as const,
    };
    const counts = { added: 0, changed: 0, same: 0 };
    for (const row of rows) {
      const outcome = await put(ctx, trx, into, row);
      if (typeof outcome === "string") counts[outcome]++;
      else rejected.push({ line: row.line, reason: outcome.reason });
    }
    const sorted = rejected.sort((a, b) => a.line - b.line);
    audit({ file: input.file, ...counts, rejected: rejected.length });
    return { ...counts, rivals: new Set(rows.map((row) => fold(row.name))).size, rejected: sorted.slice(0, 200) };
  });
}

function recordsOf(text: string): string[][] {
  const first = text.slice(0, text.indexOf("\n") < 0 ? undefined : text.indexOf("\n"));
  const delimiter = [",", ";", "\t"].sort((a, b) => first.split(b).length - first.split(a).length)[0] ?? ",";
  try {
    const records: string[][] = parse(text, { delimiter, bom: true, relaxColumnCount: true, skipEmptyLines: true });
    if (records.length < 2) throw new Error("there are no rows below the head");
    if (records.length > mostRivalRows) throw new Error(`it has more than ${mostRivalRows} rows`);
    return records;
  } catch (error) {
    throw new DomainError("invalid_input", `The file cannot be read: ${(error as Error).message}.`, {
      reason: "rival_file",
    });
  }
}

type Into = { brandId: string; known: Map<string, string>; today: string; source: "file" | "hand" };

async function knownRivals(trx: Trx, brandId: string): Promise<Map<string, string>> {
  const rows = await trx.selectFrom("competitor").select(["id", "folded"]).where("brandId", "=", brandId).execute();
  return new Map(rows.map((row) => [row.folded, row.id]));
}

/** One reading goes in. The same days again replace the numbers; days that overlap others would be counted twice. */
async function put(
  ctx: Ctx,
  trx: Trx,
  into: Into,
  row: Omit<RivalRow, "line">,
): Promise<"added" | "changed" | "same" | { reason: string }> {
  if (row.to > into.today) return { reason: `The period ends on ${row.to}, which is not over yet.` };
  const competitorId = await rivalId(ctx, trx, into, row.name);
  if (!competitorId) return { reason: `A brand has at most ${mostRivals} competitors.` };
  const near = await trx
    .selectFrom("competitor_reading")
    .select(["id", "fromDay", "toDay", "followers", "posts", "interactions"])
    .where("competitorId", "=", competitorId)
    .where("network", "=", row.network)
    .where("fromDay", "<=", row.to)
    .where("toDay", ">=", row.from)
    .limit(2)
    .execute();
  const other = near.find((one) => overlaps({ from: one.fromDay, to: one.toDay }, row));
  if (other)
    return { reason: `${row.name} on ${row.network} is already known from ${other.fromDay} to ${other.toDay}.` };
  const numbers = { followers: row.followers, posts: row.posts, interactions: row.interactions };
  const written = { ...numbers, source: into.source, userId: ctx.actor.userId, at: ctx.clock.iso() };
  const same = near[0];
  if (!same) {
    const place = { id: newId(), competitorId, network: row.network, fromDay: row.from, toDay: row.to };
    await trx
      .insertInto("competitor_reading")
      .values({ ...place, ...written })
      .execute();
    return "added";
  }
  const equal = (Object.keys(numbers) as (keyof typeof numbers)[]).every((key) => same[key] === numbers[key]);
  if (equal) return "same";
  await trx.updateTable("competitor_reading").set(written).where("id", "=", same.id).execute();
  return "changed";
}

async function rivalId(ctx: Ctx, trx: Trx, { brandId, known }: Into, name: string): Promise<string | null> {
  const folded = fold(name);
  const found = known.get(folded);
  if (found) return found;
  if (known.size >= mostRivals) return null;
  const id = newId();
  const row = { id, workspaceId: ctx.actor.workspaceId, brandId, name, folded, createdAt: ctx.clock.iso() };
  await trx.insertInto("competitor").values(row).execute();
  known.set(folded, id);
  return id;
}
