import { procedure } from "./load.ts";
import { rareWord } from "./town-words.ts";

const asked = [
  rareWord(77),
  rareWord(1234),
  rareWord(4001),
  "kettle",
  "warranty",
  "Hannah",
  "kettle warranty",
  "spare filter",
  "lid steam",
  "deliv",
  "warr",
  "wys",
  "IŞIK",
];

/** What people search for: a rare word, a common one, two together, the beginning of one; Turkish and Polish too. */
export const searchPaths = asked.flatMap((q) => [
  procedure("inbox.list", { q }),
  procedure("inbox.list", { q, status: "all" }),
]);
