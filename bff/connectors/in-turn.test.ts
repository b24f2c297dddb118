import { expect, it } from "vitest";
import { longestUnseen } from "./in-turn.ts";

it("passes nobody over, however many come and go between two times", () => {
  let next = 1000;
  let ids = Array.from({ length: 600 }, () => String(next++));
  const unseen = new Set(ids);
  for (let pass = 0; pass < 11; pass++) {
    const chosen = longestUnseen(ids, { newest: 80, inTurn: 60 });
    for (const id of chosen) unseen.delete(id);
    // Whoever was seen goes behind; nine old ones are deleted, nine new ones come.
    ids = [...ids.filter((id) => !chosen.includes(id)), ...chosen].slice(0, -9);
    for (let n = 0; n < 9; n++) ids.push(String(next++));
  }
  expect([...unseen]).toEqual([]);
});

it("takes the newest every time, by their ids, which grow longer", () => {
  const chosen = longestUnseen(["1000", "998", "999"], { newest: 1, inTurn: 1 });
  expect(chosen).toEqual(["998", "1000"]);
});
