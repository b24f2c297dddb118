import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { CheckInput } from "#shared/replies/check.ts";
import { Conversation } from "#shared/replies/conversation.ts";
import type { DetectLanguage } from "#shared/replies/language.ts";
import { buildEarlierIndex } from "#shared/replies/nearest.ts";

/** A brand reply of the file with what it answers. */
export type RealReply = { id: string; brand: string; comment: string; text: string };

/** One labelled reply of `sets/`, in our own words and by our own hands. */
export type Labelled = {
  id: string;
  lang: string;
  brand: string;
  comment: string;
  reply: string;
  complaint: boolean;
  labels: Record<string, boolean>;
  memberName: string;
  wrongName: boolean;
  rightLang: boolean;
};

/** The folder of real conversations: the argument, or the one beside the checkout; null when there is neither. */
export function dataFolder(argument: string | undefined): string | null {
  const folder = argument ?? join(import.meta.dirname, "../../../shared/data");
  return existsSync(join(folder, "care-replies.dev.jsonl")) ? folder : null;
}

/** Brands in alphabetical order, every second one held out: thresholds and cue lists were made looking at the others only. */
export function splitOf(brands: Iterable<string>): { tuned: Set<string>; heldOut: Set<string> } {
  const sorted = [...new Set(brands)].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  return {
    tuned: new Set(sorted.filter((_, at) => at % 2 === 0)),
    heldOut: new Set(sorted.filter((_, at) => at % 2 === 1)),
  };
}

/** Every brand reply of the file, with the members' words just before it. */
export async function realReplies(folder: string): Promise<RealReply[]> {
  const lines = (await readFile(join(folder, "care-replies.dev.jsonl"), "utf8")).trim().split("\n");
  return lines
    .map((line) => Conversation.parse(JSON.parse(line)))
    .flatMap(({ id, brand, thread }) =>
      thread.flatMap(({ who, text }, at) => {
        const comment = thread.slice(0, at).findLast((message) => message.who === "member")?.text;
        return who === "brand" && comment ? [{ id: `${id}/${at}`, brand, comment, text }] : [];
      }),
    );
}

/** Other real short public texts, to fill a window of 5,000 that the file's replies alone do not. */
export async function fillers(folder: string): Promise<string[]> {
  const file = join(folder, "airline-mentions.csv");
  if (!existsSync(file)) return [];
  const rows: Record<string, string>[] = parse(await readFile(file), { columns: true, relax_column_count: true });
  return rows.flatMap((row) => row.text ?? []);
}

/** Our labelled replies of a language; empty when the file is not there. */
export async function labelled(lang: string): Promise<Labelled[]> {
  const file = join(import.meta.dirname, "sets", `${lang}.jsonl`);
  if (!existsSync(file)) return [];
  const lines = (await readFile(file, "utf8")).trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Labelled);
}

/** The input of a check of one reply to one comment, with nothing known that is not given. */
export const inputOf = (
  draft: string,
  comment: string,
  detect: DetectLanguage,
  more: Partial<CheckInput> = {},
  memberName = "",
): CheckInput => ({
  draft,
  templateBody: null,
  templateValues: {},
  thread: {
    id: "thread",
    memberName,
    otherNames: [],
    messages: [{ author: "member", text: comment, lang: null }],
    lang: null,
  },
  teamNames: [],
  earlier: buildEarlierIndex([]),
  recentOpenings: [],
  limit: Number.POSITIVE_INFINITY,
  public: true,
  languages: ["en", "tr", "fi", "pl"],
  allowedContacts: [],
  detect,
  ...more,
});
