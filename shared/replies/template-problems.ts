import { nameFilters } from "./decline.ts";
import type { Span } from "./schema.ts";
import { isNameSlot, knownSlots } from "./template.ts";

/** What is wrong with a slot or a mark of a template. */
export type TemplateProblemKind =
  | "unclosed"
  | "unopened"
  | "nested"
  | "empty"
  | "tooLong"
  | "unknownSlot"
  | "unknownFilter"
  | "noFilterHere"
  | "legalUnclosed"
  | "legalUnopened"
  | "rawMark";

/** A broken place of a template: UTF-16 offsets in its text, what stands there, and what was probably meant. */
export type TemplateProblem = Span & { kind: TemplateProblemKind; found: string; meant: string | null };

const names = [...knownSlots, "member.name"];

/** Levenshtein distance of two short words, at most `most` + 1. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

const nearest = (word: string, list: readonly string[]): string | null =>
  list.find((one) => distance(word.toLowerCase(), one.toLowerCase(), 2) <= (one.length < 6 ? 1 : 2)) ?? null;

/** What is wrong inside one closed slot, or null. */
function slotProblem(inner: string): Pick<TemplateProblem, "kind" | "meant"> | null {
  const [name = "", ...rest] = inner.split("|").map((part) => part.trim());
  if (name === "") return { kind: "empty", meant: null };
  if (name.length > 60 || inner.length > 262) return { kind: "tooLong", meant: null };
  const isKnown = names.includes(name);
  const meantSlot = isKnown ? null : nearest(name, names);
  // A name of one's own is fine ("link"), one with a dot or a letter off a known one is a slip.
  if (!isKnown && (meantSlot || name.includes("."))) return { kind: "unknownSlot", meant: meantSlot };
  const [first = ""] = rest;
  const isFilter = (nameFilters as readonly string[]).includes(first);
  if (isFilter && !isNameSlot(name)) return { kind: "noFilterHere", meant: null };
  if (first === "" || isFilter) return null;
  const meantFilter = nearest(
    first,
    nameFilters.filter((filter) => filter !== "fond"),
  );
  return meantFilter || rest.length > 1 ? { kind: "unknownFilter", meant: meantFilter } : null;
}

/** Opening and closing legal marks that do not belong to each other. */
function legalProblems(body: string): TemplateProblem[] {
  const found: TemplateProblem[] = [];
  let open: RegExpMatchArray | null = null;
  const problem = (match: RegExpMatchArray, kind: TemplateProblemKind) =>
    found.push({ from: match.index!, to: match.index! + match[0].length, kind, found: match[0], meant: null });
  for (const match of body.matchAll(/\[\[(\/?)legal\]\]/giu)) {
    if (match[1] === "/") {
      if (open) open = null;
      else problem(match, "legalUnopened");
    } else {
      if (open) problem(open, "legalUnclosed");
      open = match;
    }
  }
  if (open) problem(open, "legalUnclosed");
  return found;
}

/**
 * Every broken place of a template, in order; empty when it may be saved. Looks for braces that do not meet, slots
 * without a name, misspelt slots and filters, filters on what is no name, and legal marks without their other half.
 */
export function templateProblems(body: string): TemplateProblem[] {
  const found = legalProblems(body);
  const add = (from: number, to: number, kind: TemplateProblemKind, meant: string | null = null) =>
    found.push({ from, to, kind, found: body.slice(from, to), meant });
  let read = 0;
  for (const { 0: mark, index } of body.matchAll(/\{+|\}+/g)) {
    if (index < read) continue;
    const end = index + mark.length;
    if (mark.startsWith("}")) {
      if (mark.length > 1) add(index, end, "unopened");
      continue;
    }
    if (mark.length === 1) {
      const single = /^\{[\p{L}_][\p{L}\p{N}_.| -]{0,60}\}+/u.exec(body.slice(index))?.[0];
      if (single) add(index, index + single.length, "rawMark", `{{${single.replace(/[{}]/g, "").trim()}}}`);
      read = single ? index + single.length : end;
      continue;
    }
    const closed = /^\{{2,}([^{}]*)(\}*)/.exec(body.slice(index))!;
    read = index + closed[0].length;
    if (mark.length > 2 || closed[2]!.length > 2) add(index, read, "nested");
    else if (closed[2]!.length === 2) {
      const problem = slotProblem(closed[1]!);
      if (problem) add(index, read, problem.kind, problem.meant && `${problem.meant}`);
    } else if (body[read] === "{") add(index, read, "nested");
    else add(index, Math.min(read, index + 60), "unclosed");
  }
  return found.sort((a, b) => a.from - b.from);
}
