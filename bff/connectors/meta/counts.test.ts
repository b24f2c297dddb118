import { expect, it } from "vitest";
import { z } from "zod";
import type { Outcome } from "#bff/connectors/connector.ts";
import { readCounts } from "./counts.ts";
import type { Graph } from "./graph.ts";

const asked = {
  node: z.object({ id: z.string() }),
  fields: "id",
  told: () => ({ type: "deletion" as const, externalId: "never", at: "" }),
  insights: async () => ({ kind: "ok" as const, value: [] }),
};

/** A Page none of whose posts can be found; `itself` is what Meta says of the Page. */
const page = (itself: Outcome<unknown>): Graph => ({
  id: "101",
  budget: [],
  find: async () => ({ kind: "ok", value: null }),
  get: async () => itself,
  change: async () => itself,
});
const read = (itself: Outcome<unknown>) => readCounts(page(itself), asked, ["101_1", "101_2"], new Date(0));

it("calls posts gone only while the account itself can be seen, because Meta says the same of both", async () => {
  const at = new Date(0).toISOString();
  const gone = ["101_1", "101_2"].map((externalId) => ({ type: "deletion", externalId, at }));
  expect(await read({ kind: "ok", value: { id: "101" } })).toEqual({ kind: "ok", value: gone });
  const refused = { kind: "refused" as const, reason: "What this is about is no longer there." };
  expect(await read(refused)).toEqual(refused);
});
