import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeAirlineFile } from "./airline-file.ts";
import { runChild } from "./child.ts";
import { type Figure, median, type Sizes, shown, spread } from "./numbers.ts";

type Imported = { perSecond: number; peakMegabytes: number };

/** Rows a second of an import beside bare inserts of the message rows alone, in turns; and its memory as files grow. */
export async function benchImport(folder: string, sizes: Sizes): Promise<Figure[]> {
  const inFresh = async <T>(file: string, arg: string): Promise<T> => {
    const fresh = await mkdtemp(join(folder, "import-"));
    const said = await runChild<T>(file, [fresh, arg]);
    await rm(fresh, { recursive: true });
    return said;
  };
  const csv = join(folder, "rows.csv");
  await writeAirlineFile(csv, sizes.importRows);
  const ours: Imported[] = [];
  const bare: number[] = [];
  for (let round = 0; round < sizes.rounds; round++) {
    ours.push(await inFresh<Imported>("import-konak.ts", csv));
    bare.push((await inFresh<{ perSecond: number }>("import-bare.ts", String(sizes.importRows))).perSecond);
  }
  await writeAirlineFile(csv, sizes.importManyRows);
  const many = await inFresh<Imported>("import-konak.ts", csv);
  await rm(csv);
  const rate = ours.map((one) => one.perSecond);
  const ratio = median(rate) / median(bare);
  const peak = median(ours.map((one) => one.peakMegabytes));
  return [
    {
      figure: `import of ${sizes.importRows.toLocaleString("en")} rows against bare inserts`,
      measured: `${ratio.toFixed(2)} (${shown(median(rate), "rows/s")}, ${spread(rate, "")}; bare ${shown(median(bare), "rows/s")}, ${spread(bare, "")}; n=${ours.length})`,
      aim: "at least 0.25",
      met: ratio >= 0.25,
      values: { ratio, ours: median(rate), bare: median(bare), n: ours.length },
    },
    {
      figure: `peak memory of an import of ${sizes.importManyRows.toLocaleString("en")} rows`,
      measured: `${shown(many.peakMegabytes, "MB")} (${shown(peak, "MB")} at ${sizes.importRows.toLocaleString("en")}; ${shown(many.perSecond, "rows/s")})`,
      aim: "constant",
      met: null,
      values: { many: many.peakMegabytes, few: peak, manyPerSecond: many.perSecond },
    },
  ];
}
