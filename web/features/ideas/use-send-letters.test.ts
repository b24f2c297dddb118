import { expect, it } from "vitest";
import { alikeOf } from "#web/features/ideas/use-send-letters.ts";

it("names both letters of an alike pair, the closest neighbour first", () => {
  const alike = alikeOf([
    { id: "a", otherId: "b", similarity: 0.7 },
    { id: "c", otherId: "a", similarity: 0.9 },
  ]);
  expect(alike.get("a")).toEqual([
    { otherId: "c", similarity: 0.9 },
    { otherId: "b", similarity: 0.7 },
  ]);
  expect(alike.get("b")).toEqual([{ otherId: "a", similarity: 0.7 }]);
  expect(alike.get("d")).toBeUndefined();
});
