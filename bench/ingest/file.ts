import { mappedReader } from "#bff/connectors/file/mapping.ts";
import { importTarget } from "#bff/features/channels/import-commands.ts";
import { importFile } from "#bff/features/channels/import-file.ts";
import { openKonak } from "../open-konak.ts";

// A process of its own: the same comments from a file (second argument) into a new Konak in the folder of the first.
const [folder = "", file = ""] = process.argv.slice(2);
const app = await openKonak(folder);
const target = await importTarget(app, { brand: "lumi", network: "custom", timeZone: "UTC", file: "bench.jsonl" });
const read = mappedReader(["id=id", "text=text", "at=at", "author=author", "name=name"], "UTC");
const began = performance.now();
const counts = await importFile(target, { path: file, format: "jsonl", read, guess: () => null }, () => {});
const seconds = (performance.now() - began) / 1000;
await app.db.close();
process.send?.({ perSecond: counts.added / seconds, count: counts.added });
process.disconnect?.();
