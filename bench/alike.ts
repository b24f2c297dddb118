import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { alikeFrom, likeness, type Traits, traitsOf } from "#shared/ideas/alike.ts";
import { foldedWords } from "#shared/text.ts";
import type { Figure } from "./numbers.ts";

const file = "ideas-opengov.tsv";
const steps = [alikeFrom.short, 0.4, alikeFrom.long, 0.6];

type Idea = { title: string; text: string; author: string; traits: Traits };

/**
 * How well look-alikes are found among real ideas. Nobody labelled them, so two ideas count as alike when their titles
 * hold the same words, and only their texts are compared: the title is the judge, never the evidence. Pairs of other
 * titles may be alike as well, so the precision is a lower bound.
 */
export function benchAlike(folder: string | undefined): Figure[] {
  const path = join(folder ?? join(import.meta.dirname, "../../shared/data"), file);
  if (!existsSync(path)) {
    console.error(`${path} is not there; look-alikes are not measured on real ideas.`);
    return [];
  }
  const ideas = read(path);
  const pairs = scored(ideas);
  const same = pairs.filter((pair) => pair.same).length;
  return steps.map((from) => {
    const found = pairs.filter((pair) => pair.similarity >= from);
    const right = found.filter((pair) => pair.same).length;
    const [precision, recall] = [right / Math.max(1, found.length), right / Math.max(1, same)];
    const measured = `precision at least ${precision.toFixed(2)}, recall ${recall.toFixed(2)} (${right} of ${same} pairs, ${found.length} suggested among ${ideas.length} ideas)`;
    const figure = `look-alikes of real ideas, texts only, from ${from}${from === alikeFrom.long ? " (used for long texts)" : from === alikeFrom.short ? " (used for short ones)" : ""}`;
    return { figure, measured, aim: "", met: null, values: { precision, recall } };
  });
}

function read(path: string): Idea[] {
  const rows = parse(readFileSync(path, "utf8"), {
    ...{ columns: true, delimiter: "\t", relax_column_count: true, skip_records_with_error: true },
  }) as { title: string; idea: string; author: string }[];
  return rows.flatMap(({ title = "", idea = "", author = "" }) => {
    const text = idea
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
    const key = [...new Set(foldedWords(title))].sort().join(" ");
    return text.length < 40 || key.length < 8 ? [] : [{ title: key, text, author, traits: traitsOf(text) }];
  });
}

function scored(ideas: Idea[]): { similarity: number; same: boolean }[] {
  const pairs = [];
  for (const [at, one] of ideas.entries())
    for (const other of ideas.slice(at + 1)) {
      const same = one.title === other.title;
      const similarity = likeness(one.traits, other.traits);
      if (same || similarity >= steps[0]!) pairs.push({ similarity, same });
    }
  return pairs;
}
