import { describe, expect, it } from "vitest";
import type { DepartmentView, ForwardPreview } from "#shared/forwarding/schema.ts";
import { inputOf, isReady, newDraft, quotesOf, toDepartment } from "#web/features/forwarding/forward-draft.ts";

const message = (id: string, author: "member" | "brand") => ({
  id,
  author,
  name: "Hannah Whitfield",
  firstName: "Hannah",
  handle: "hannahwhit",
  lang: "en",
  text: "The lid pops open.",
  sentAt: "2026-11-18T07:42:00.000Z",
  url: "https://sandbox.example/1",
});
const preview: ForwardPreview = {
  brandName: "Lumi Kettle",
  timeZone: "Europe/Istanbul",
  memberName: "Hannah Whitfield",
  personName: "Selin Arıkan",
  messages: [message("hers", "member"), message("ours", "brand")],
  post: null,
  folder: null,
};
const quality: DepartmentView = {
  id: "quality",
  name: "Product quality",
  contacts: [{ id: "marek", name: "Marek Wójcik", mail: "marek@quality.example" }],
  open: 0,
  overdue: 0,
  medianSeconds: null,
  onTime: null,
};

describe("a question being written", () => {
  const draft = newDraft([quality], preview);
  it("begins with the first department's first person and what the community wrote", () => {
    expect(draft).toMatchObject({ departmentId: "quality", mail: "marek@quality.example", chosen: ["hers"] });
    expect(draft.withPost).toBe(false);
  });
  it("can be sent once there is somebody to ask and something to ask", () => {
    expect(isReady(draft)).toBe(false);
    expect(isReady({ ...draft, question: "May we?" })).toBe(true);
    expect(isReady({ ...draft, question: "May we?", mail: "marek@" })).toBe(false);
    expect(isReady({ ...draft, question: "May we?", ...toDepartment(undefined) })).toBe(false);
  });
  it("tells names and profiles only as far as was allowed", () => {
    expect(quotesOf(draft, preview)).toMatchObject([{ name: "Hannah", url: null }]);
    const open = quotesOf({ ...draft, firstNamesOnly: false }, preview);
    expect(open).toMatchObject([{ name: "Hannah Whitfield", url: "https://sandbox.example/1" }]);
  });
  it("goes out trimmed, with its key", () => {
    const input = inputOf({ ...draft, question: " May we? ", mail: " a@b.example " }, "thread", "key-12345");
    expect(input).toMatchObject({ question: "May we?", toMail: "a@b.example", idempotencyKey: "key-12345" });
  });
});
