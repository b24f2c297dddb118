import { describe, expect, it } from "vitest";
import type { DepartmentView } from "#shared/forwarding/department.ts";
import type { ForwardPreview } from "#shared/forwarding/schema.ts";
import { inputOf, isReady, newDraft, toDepartment } from "#web/features/forwarding/forward-draft.ts";
import { bundleOf, letterOf, quotesOf } from "#web/features/forwarding/forward-letter.ts";

const message = (id: string, author: "member" | "brand") => ({
  id,
  author,
  name: "Hannah Whitfield",
  firstName: "Hannah",
  handle: "hannahwhit",
  lang: "en",
  text: "The lid of order no. 12345 pops open.",
  sentAt: "2026-11-18T07:42:00.000Z",
  url: "https://sandbox.example/1",
  privateCount: 1,
  forAll: true,
  attachments: [
    {
      id: `${id}-lid`,
      kind: "picture" as const,
      name: "order no. 12345",
      url: "https://f.example/1",
      namesWriter: false,
    },
    { id: `${id}-page`, kind: "link" as const, name: null, url: "https://f.example/hannahwhit", namesWriter: true },
  ],
});
const preview: ForwardPreview = {
  brandName: "Lumi Kettle",
  timeZone: "Europe/Istanbul",
  memberId: "hannah",
  memberName: "Hannah Whitfield",
  personName: "Selin Arıkan",
  messages: [message("hers", "member"), message("ours", "brand")],
  post: null,
  folder: null,
  mayReply: false,
  model: { name: "llama", host: "localhost" },
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

const others = [
  { memberId: "mark", memberName: "Mark Lee" },
  { memberId: "mark", memberName: "Mark Lee" },
  { memberId: "priya", memberName: "Priya Nair" },
  { memberId: "hannah", memberName: "Hannah Whitfield" },
  { memberId: "mark-of-elsewhere", memberName: "Mark Lee" },
];
const like = others.map((other, at) => ({
  ...{ ...other, threadId: `t${at}`, messageId: `m${at}`, lang: "en", score: 0.5, words: [], labels: [] },
  text: "Mine too, order no. 12345",
  attachments: message(`m${at}`, "member").attachments,
  at: "2026-11-18T07:42:00.000Z",
}));
const reading = { lang: "en", preview };
const sending = { threadId: "thread", idempotencyKey: "key-12345", preview, like, lang: "tr" };

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
    expect(quotesOf(draft, preview, "en")[0]?.text).toContain("[order number]");
    expect(quotesOf(draft, preview, "tr")[0]?.text).toContain("[sipariş numarası]");
    expect(quotesOf(draft, preview, "en")[0]?.attachments[0]?.name).toContain("[order number]");
    expect(quotesOf({ ...draft, withoutPrivate: false }, preview, "en")[0]?.text).toContain("12345");
  });
  it("counts each person of a bundle once, the one asked about too, and shows what each wrote", () => {
    const bundle = bundleOf({ ...draft, also: ["t0", "t1", "t2"] }, like, reading);
    expect(bundle.people).toBe(3);
    expect(bundle.quotes.map((quote) => `${quote.name}: ${quote.text}`)).toContain(
      "Priya: Mine too, order no. [order number]",
    );
    expect(bundleOf({ ...draft, also: ["t0", "t3"] }, like, reading).people).toBe(2);
    expect(bundleOf({ ...draft, also: ["t0", "t4"] }, like, reading).people).toBe(3);
    expect(bundleOf(draft, like, reading)).toEqual({ people: 1, quotes: [] });
  });
  it("can be sent once there is somebody to ask and something to ask", () => {
    expect(isReady(draft)).toBe(false);
    expect(isReady({ ...draft, question: "May we?" })).toBe(true);
    expect(isReady({ ...draft, question: "May we?", mail: "marek@" })).toBe(false);
    expect(isReady({ ...draft, question: "May we?", ...toDepartment(undefined, preview) })).toBe(false);
  });
  it("tells names and profiles only as far as was allowed", () => {
    expect(quotesOf(draft, preview, "en")).toMatchObject([{ name: "Hannah", url: null }]);
    const open = quotesOf({ ...draft, firstNamesOnly: false }, preview, "en");
    expect(open).toMatchObject([{ name: "Hannah Whitfield", url: "https://sandbox.example/1" }]);
  });
  it("goes out trimmed, with its key", () => {
    const input = inputOf({ ...draft, question: " May we? ", mail: " a@b.example " }, sending);
    expect(input).toMatchObject({ question: "May we?", toMail: "a@b.example", idempotencyKey: "key-12345" });
  });
});

describe("what hangs on a message", () => {
  const draft = newDraft([quality], preview);
  it("goes along unless it is unticked, of those messages only that go along", () => {
    expect(inputOf(draft, sending).attachmentIds).toEqual(["hers-lid", "hers-page"]);
    const chosen = { ...draft, leftOut: ["hers-page"], also: ["t2"] };
    expect(inputOf(chosen, sending).attachmentIds).toEqual(["hers-lid", "m2-lid", "m2-page"]);
    expect(inputOf({ ...draft, chosen: [] }, sending).attachmentIds).toEqual([]);
  });
  it("loses its address where that would name who wrote", () => {
    const urls = (firstNamesOnly: boolean) =>
      quotesOf({ ...draft, firstNamesOnly }, preview, "en")[0]?.attachments.map(({ url }) => url);
    expect(urls(true)).toEqual(["https://f.example/1", null]);
    expect(urls(false)).toEqual(["https://f.example/1", "https://f.example/hannahwhit"]);
  });
});

describe("a translation", () => {
  const draft = newDraft([quality], preview);
  const with_ = (text: string, drafted: string | null) => ({
    ...draft,
    translations: { hers: { lang: "tr", text, drafted } },
  });
  const shown = (text: string, drafted: string | null) => quotesOf(with_(text, drafted), preview, "tr")[0]?.translation;
  it("says who made it: the person, the model, or the person with the model", () => {
    expect(shown("Kapak", null)).toEqual({ lang: "tr", text: "Kapak", person: "Selin Arıkan", model: null });
    expect(shown("Kapak", "Kapak")).toMatchObject({ person: null, model: "llama" });
    expect(shown("Kapağı", "Kapak")).toMatchObject({ person: "Selin Arıkan", model: "llama" });
    expect(inputOf(with_("Kapağı ", "Kapak"), sending).translations).toEqual([
      { messageId: "hers", lang: "tr", text: "Kapağı", by: "both" },
    ]);
  });
  it("stays here while it is empty, in another language, or its message stays", () => {
    expect(shown("  ", null)).toBeNull();
    expect(quotesOf(with_("Kapak", null), preview, "fi")[0]?.translation).toBeNull();
    expect(inputOf(with_("Kapak", null), { ...sending, lang: "fi" }).translations).toEqual([]);
    expect(inputOf({ ...with_("Kapak", null), chosen: [] }, sending).translations).toEqual([]);
  });
  it("has no private detail either, and stands beside the original in the letter", () => {
    const letter = letterOf(with_("sipariş no: 12345", null), {
      ...{ department: { name: "Kalite", lang: "tr" }, preview, like, now: new Date("2026-11-18T09:00:00.000Z") },
    });
    expect(letter.quotes[0]).toMatchObject({ text: expect.stringContaining("pops open"), lang: "en" });
    expect(letter.quotes[0]?.translation?.text).toContain("[sipariş numarası]");
  });
});
