import type { ContentKind } from "#shared/reports/content-kind.ts";

/** The colour of a kind stays the same everywhere; its name always stands beside it. */
export const kindColor: Record<ContentKind, string> = {
  talk: "bg-c1",
  question: "bg-c3",
  product: "bg-c2",
  offer: "bg-c4",
};
