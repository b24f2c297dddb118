import { parseArgs } from "node:util";
import { loadDetector } from "#shared/replies/language.ts";
import { evalEcho } from "./echo.ts";
import { dataFolder, realReplies, splitOf } from "./ground.ts";
import { evalLanguage } from "./language.ts";
import { evalNearDuplicates } from "./near-duplicates.ts";
import { say } from "./print.ts";
import { evalNames, evalNamesInside, evalPlaceholders } from "./slips.ts";
import { evalTone } from "./tone.ts";

// npm run eval:replies [-- FOLDER] [--show]: the protocol of the README; --show prints the mistakes on the brands tuned on.
const { values, positionals } = parseArgs({ options: { show: { type: "boolean" } }, allowPositionals: true });
const detect = await loadDetector();
const show = values.show ?? false;
const folder = dataFolder(positionals[0]);
if (folder) {
  const replies = await realReplies(folder);
  const { heldOut, tuned } = splitOf(replies.map(({ brand }) => brand));
  const held = replies.filter(({ brand }) => heldOut.has(brand));
  say(`Held out: ${[...heldOut].join(", ")}.`);
  say(`Tuned on: ${[...tuned].join(", ")}.`);
  await evalNearDuplicates(replies, heldOut, folder, detect);
  evalPlaceholders(held, detect, false);
  evalEcho(held, detect);
} else
  say(
    "The real conversations were not found: give the folder of care-replies.dev.jsonl as the argument. What needs them is left out.",
  );
await evalNames(detect, show);
await evalNamesInside(detect, false);
await evalLanguage(detect);
await evalTone(detect, show);
