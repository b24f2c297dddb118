import type { Span, Warning } from "#shared/replies/schema.ts";

/** How a passage of the draft is shown: something that asks first, or something said before. */
export type Mark = Span & { kind: "ask" | "echo" };
export type Segment = { text: string; kind: Mark["kind"] | null };

/** The marked passages of all warnings. */
export const marksOf = (warnings: readonly Warning[]): Mark[] =>
  warnings.flatMap((warning) =>
    warning.spans.map((span) => ({ ...span, kind: warning.strength === "ask" ? ("ask" as const) : ("echo" as const) })),
  );

/**
 * Where spans of an earlier text stand in a later one: what lies before the change stays, what lies after it moves
 * along, what the change touches is dropped until the check has looked again.
 */
export function movedSpans<S extends Span>(spans: readonly S[], before: string, after: string): S[] {
  if (before === after) return [...spans];
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start++;
  let end = 0;
  while (end < least - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const shift = after.length - before.length;
  return spans.flatMap((span) => {
    if (span.to <= start) return [span];
    if (span.from >= before.length - end) return [{ ...span, from: span.from + shift, to: span.to + shift }];
    return [];
  });
}

/** The text in pieces, each marked at most once; what asks first covers what was said before. */
export function segmentsOf(text: string, marks: readonly Mark[]): Segment[] {
  const edges = new Set([0, text.length]);
  const inside = marks.filter((mark) => mark.from < mark.to && mark.from >= 0 && mark.to <= text.length);
  for (const { from, to } of inside) edges.add(from).add(to);
  const sorted = [...edges].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (let at = 0; at + 1 < sorted.length; at++) {
    const [from, to] = [sorted[at] as number, sorted[at + 1] as number];
    const over = inside.filter((mark) => mark.from <= from && mark.to >= to);
    const kind = over.some((mark) => mark.kind === "ask") ? "ask" : over.length > 0 ? "echo" : null;
    const last = segments.at(-1);
    if (last && last.kind === kind) last.text += text.slice(from, to);
    else segments.push({ text: text.slice(from, to), kind });
  }
  return segments;
}

/** The sentence around a passage, without the space before it. */
export function sentenceAround(text: string, { from, to }: Span): Span {
  const before = /[^.!?…\n]*$/.exec(text.slice(0, from))?.[0] ?? "";
  const after = /^[^.!?…\n]*[.!?…]*/.exec(text.slice(to))?.[0] ?? "";
  const start = from - before.length;
  const space = /^\s*/.exec(text.slice(start, from))?.[0].length ?? 0;
  return { from: start + space, to: to + after.length };
}
