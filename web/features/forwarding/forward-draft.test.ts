import { describe, expect, it } from "vitest";
import type { DepartmentView } from "#shared/forwarding/department.ts";
import type { ForwardPreview } from "#shared/forwarding/schema.ts";
import {
  bundleOf,
  inputOf,
  isReady,
  newDraft,
  quotesOf,
  toDepartment,
} from "#web/features/forwarding/forward-draft.ts";

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
  safeText: "The lid pops [order number] open.",
  privateCount: 0,
});
const preview: ForwardPreview = {
  brandName: "Lumi Kettle",
  timeZone: "Europe/Istanbul",
  memberName: "Hannah Whitfield",
  personName: "Selin Arıkan",
  messages: [message("hers", "member"), message("ours", "brand")],
  post: null,
  folder: null,
  mayReply: false,
  suggestions: [{ departmentId: "quality", sure: true, words: ["lid"], labels: [], earlier: null, brand: false }],
  promised: { quality: "2026-11-19T14:00:00.000Z" },
};
const quality: DepartmentView = {
  id: "quality",
  name: "Product quality",
  contacts: [{ id: "marek", name: "Marek Wójcik", mail: "marek@quality.example" }],
  lang: "en",
  topics: [],
  labelIds: [],
  brandIds: null,
  timeZone: null,
  hours: { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" },
  answerHours: 8,
  deputy: null,
  auto: false,
  autoQuestion: "",
  hook: null,
  open: 0,
  overdue: 0,
  medianSeconds: null,
  onTime: null,
};

describe("a question being written", () => {
  const draft = newDraft([quality], preview);
  it("begins with the suggested department's first person, what it promises, and what the community wrote", () => {
    expect(draft).toMatchObject({ departmentId: "quality", mail: "marek@quality.example", chosen: ["hers"] });
    expect(draft.withPost).toBe(false);
    expect(draft.dueAt).toBe("2026-11-19T14:00:00.000Z");
  });
  it("begins with nobody where nothing points to a department, though one is there", () => {
    expect(newDraft([quality], { ...preview, suggestions: [] })).toMatchObject({
      departmentId: "",
      mail: "",
      dueAt: null,
    });
  });
  it("leaves private details out unless somebody wants them in", () => {
    expect(quotesOf(draft, preview)[0]?.text).toContain("[order number]");
    expect(quotesOf({ ...draft, withoutPrivate: false }, preview)[0]?.text).toBe("The lid pops open.");
  });
  it("counts the people of a bundle and shows what each wrote", () => {
    const like = ["Mark Lee", "Mark Lee", "Priya Nair"].map((memberName, at) => ({
      threadId: `t${at}`,
      memberName,
      lang: "en",
      text: "Mine too, 12345",
      safeText: "Mine too, [order number]",
      at: "2026-11-18T07:42:00.000Z",
      score: 0.5,
      words: [],
      labels: [],
    }));
    const bundle = bundleOf({ ...draft, also: ["t0", "t1", "t2"] }, like);
    expect(bundle.people).toBe(3);
    expect(bundle.quotes.map((quote) => `${quote.name}: ${quote.text}`)).toContain("Priya: Mine too, [order number]");
    expect(bundleOf(draft, like)).toEqual({ people: 1, quotes: [] });
  });
  it("can be sent once there is somebody to ask and something to ask", () => {
    expect(isReady(draft)).toBe(false);
    expect(isReady({ ...draft, question: "May we?" })).toBe(true);
    expect(isReady({ ...draft, question: "May we?", mail: "marek@" })).toBe(false);
    expect(isReady({ ...draft, question: "May we?", ...toDepartment(undefined, preview) })).toBe(false);
  });
  it("tells names and profiles only as far as was allowed", () => {
    expect(quotesOf(draft, preview)).toMatchObject([{ name: "Hannah", url: null }]);
    const open = quotesOf({ ...draft, firstNamesOnly: false }, preview);
    expect(open).toMatchObject([{ name: "Hannah Whitfield", url: "https://sandbox.example/1" }]);
  });
  it("goes out trimmed, with its key", () => {
    const input = inputOf({ ...draft, question: " May we? ", mail: " a@b.example " }, "thread", "key-12345", "quality");
    expect(input).toMatchObject({ question: "May we?", toMail: "a@b.example", idempotencyKey: "key-12345" });
  });
});
