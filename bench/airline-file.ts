import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { dice, pick, type Roll } from "./dice.ts";
import { someComment, someLanguage } from "./town-words.ts";

export type AirlineRow = { id: string; name: string; text: string; at: string };

/** Rows as of the airline mentions: one mention each, a person has about four. */
export function* airlineRows(count: number): Generator<AirlineRow> {
  const roll = dice(570);
  for (let n = 0; n < count; n++) {
    const at = new Date(Date.UTC(2015, 1, 1) + n * 60_000).toISOString();
    yield { id: `${570_000_000_000_000 + n * 7}`, name: nameOf(roll, count), text: textOf(roll), at };
  }
}

const nameOf = (roll: Roll, count: number): string => `member${roll(Math.ceil(count / 4))}`;
const textOf = (roll: Roll): string =>
  `@${pick(roll, ["Lumi", "LumiKettle"])} ${someComment(roll, someLanguage(roll))}`;

const columns = "tweet_id,airline_sentiment,airline,name,retweet_count,text,tweet_created,user_timezone";
const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Writes such a file of that many rows. */
export async function writeAirlineFile(path: string, count: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(`${columns}\n`);
  let lines = "";
  for (const row of airlineRows(count)) {
    const when = `${row.at.slice(0, 19).replace("T", " ")} -0800`;
    lines += `${row.id},neutral,1.0,${row.name},0,${quoted(row.text)},${when},${quoted(someZone(row))}\n`;
    if (lines.length < 1_000_000) continue;
    if (!file.write(lines)) await once(file, "drain");
    lines = "";
  }
  file.end(lines);
  await finished(file);
}

const someZone = (row: AirlineRow): string => (row.id.endsWith("3") ? "" : "Eastern Time (US & Canada)");
