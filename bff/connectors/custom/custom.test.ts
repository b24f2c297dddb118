import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { customHook } from "./hook.ts";
import { instant, itemOf, readMapping, standardMapping } from "./mapping.ts";

const mappingOf = (lines: string) => {
  const read = readMapping(lines);
  if ("problem" in read) throw new Error(read.problem);
  return read.mapping;
};
const now = "2026-11-22T09:00:00.000Z";

it("reads a source that calls things otherwise", () => {
  const mapping = mappingOf(
    "id = uuid\ntext = body.plain\nat = created\nauthor = by.login\nname = by.full\nthread = topic",
  );
  const raw = { uuid: 7, body: { plain: "Hei" }, created: 1763542800, by: { login: "aino", full: "Aino" }, topic: 3 };
  expect(itemOf(raw, mapping, now)).toMatchObject({
    externalId: "7",
    text: "Hei",
    sentAt: "2025-11-19T09:00:00.000Z",
    threadExternalId: "3",
    author: { externalId: "aino", handle: "aino", displayName: "Aino" },
  });
});

it("tells the ids a comment had before, one or several, and none where the source names none", () => {
  const mapping = mappingOf(standardMapping);
  const raw = { id: "b", text: "Hei", at: now };
  expect(itemOf({ ...raw, former: "a" }, mapping, now)).toMatchObject({ externalId: "b", formerIds: ["a"] });
  expect(itemOf({ ...raw, former: ["a", 7, null] }, mapping, now)).toMatchObject({ formerIds: ["a", "7"] });
  expect(itemOf(raw, mapping, now)).not.toHaveProperty("formerIds");
});

it("says what is wrong with a mapping, line by line", () => {
  expect(readMapping("id = id\ntext = text")).toEqual({ problem: "The field at needs a line." });
  expect(readMapping("colour = red")).toEqual({ problem: expect.stringContaining('"colour" is no field') });
  expect(readMapping("id = a = b")).toEqual({ problem: 'The line "id = a = b" has to be like id = comment.id.' });
});

it("keeps what it cannot read raw, with the reason", () => {
  const mapping = mappingOf(standardMapping);
  expect(itemOf({ id: "1", text: "x", at: "yesterday" }, mapping, now)).toEqual({
    type: "unreadable",
    externalId: "1",
    raw: '{"id":"1","text":"x","at":"yesterday"}',
    error: "It does not say when it was written, with an offset.",
  });
  expect(itemOf(null, mapping, now)).toMatchObject({ type: "unreadable", error: "It has no id." });
  expect(itemOf({ id: "1", text: "x", at: now }, mapping, now)).toMatchObject({ author: { externalId: "" } });
});

it("takes a time only when it says where on earth it was", () => {
  expect(instant("2026-11-22T11:00:00+02:00")).toBe(now);
  expect(instant(1795338000000)).toBe(now);
  expect([instant("2026-11-22T11:00:00"), instant("22.11.2026"), instant({}), instant("")]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

it("knows an old delivery by its signed time, and a touched time by its signature", () => {
  const body = Buffer.from("{}");
  const sign = (seconds: string) => createHmac("sha256", "s").update(`${seconds}.{}`).digest("hex");
  const verify = (header: string) =>
    customHook.verify(
      { method: "POST", headers: { "x-konak-signature": header }, query: {}, body },
      { secret: "s", app: null },
    );
  expect(verify(`t=1763542800,v1=${sign("1763542800")}`)).toEqual({
    ok: true,
    id: null,
    at: "2025-11-19T09:00:00.000Z",
  });
  expect(verify(`t=1763542801,v1=${sign("1763542800")}`)).toMatchObject({ ok: false });
});
