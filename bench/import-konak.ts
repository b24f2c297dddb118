import { presets } from "#bff/connectors/file/presets.ts";
import { importTarget } from "#bff/features/channels/import-commands.ts";
import { importFile } from "#bff/features/channels/import-file.ts";
import { openKonak } from "./open-konak.ts";

// A process of its own: the import of the file of the second argument into a new Konak in the folder of the first.
const [folder = "", file = ""] = process.argv.slice(2);
const app = await openKonak(folder);
const input = { brand: "lumi", network: "x", timeZone: "Europe/Istanbul", file: "bench.csv" } as const;
const target = await importTarget(app, input);
const read = presets["airline-mentions"]?.({ timeZone: target.timeZone, year: 2015 });
if (!read) throw new Error("The preset of the bench is gone.");
let peak = 0;
const look = () => {
  peak = Math.max(peak, process.memoryUsage.rss());
};
const began = performance.now();
const counts = await importFile(target, { path: file, format: "csv", read, guess: () => null }, look);
const seconds = (performance.now() - began) / 1000;
await app.db.close();
if (counts.added !== counts.read) throw new Error(`The import left rows out: ${JSON.stringify(counts)}.`);
process.send?.({ perSecond: counts.added / seconds, peakMegabytes: peak / 1_000_000 });
process.disconnect?.();
