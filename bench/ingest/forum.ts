import { writeFile } from "node:fs/promises";
import { buildCustom, type Told } from "#fixtures/wire/custom/stand-in.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";

// A process of its own, so that the network's work is not counted as ours: a forum that holds the second argument's
// number of comments over the last year, in pages of 500; with a file as the first, the same comments are written there.
const [file = "", count = "0"] = process.argv.slice(2);
const forum = await startStandIn(buildCustom);
const { state } = forum;
state.pageSize = 500;
const now = Date.now();
for (let n = 0; n < Number(count); n++) {
  const at = new Date(now - (300 - (n * 270) / Number(count)) * 86_400_000).toISOString();
  const person = n % 5000;
  const author = { id: `u${person}`, handle: `person${person}`, name: `Person ${person}` };
  state.write({
    text: `Comment ${n}: the lid of level ${n % 97} stopped locking after ${n % 31} days`,
    at,
    changedAt: at,
    author,
  });
}
if (file) {
  const rows = [...state.items.values()].map(({ id, text, at, author }: Told) =>
    JSON.stringify({ id, text, at, author: author?.handle, name: author?.name }),
  );
  await writeFile(file, `${rows.join("\n")}\n`);
}
setInterval(() => forum.requests.splice(0), 1000);
process.on("SIGTERM", () => process.exit(0));
process.send?.({ url: forum.url });
