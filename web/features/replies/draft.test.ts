import { beforeEach, describe, expect, it, vi } from "vitest";

// Each test begins like a freshly opened page: only what the browser keeps is left.
let page: typeof import("./draft.ts");
const reopen = async () => {
  vi.resetModules();
  page = await import("./draft.ts");
};

describe("a draft", () => {
  beforeEach(async () => {
    localStorage.clear();
    await reopen();
  });
  it("is there again with its key after the page was closed, per thread", async () => {
    const draft = { ...page.newDraft(), text: "Hi Hannah", templateId: "t1" };
    page.keepDraft("a", draft);
    await reopen();
    expect(page.readDraft("a")).toEqual(draft);
    expect(page.readDraft("b").text).toBe("");
  });
  it("is forgotten when its last word is deleted", () => {
    page.keepDraft("a", { ...page.newDraft(), text: "Hi" });
    page.keepDraft("a", { ...page.newDraft(), text: "  " });
    expect(localStorage.getItem("konak.draft.a")).toBeNull();
  });
  it("starts anew when what was kept cannot be read", () => {
    localStorage.setItem("konak.draft.a", "{");
    expect(page.readDraft("a").text).toBe("");
  });
  it("takes words back without losing what was written meanwhile, under a new key", () => {
    const draft = { ...page.newDraft(), text: "And one more thing" };
    page.keepDraft("a", draft);
    page.putBack("a", "Hi Hannah");
    expect(page.readDraft("a").text).toBe("Hi Hannah\n\nAnd one more thing");
    expect(page.readDraft("a").key).not.toBe(draft.key);
  });
});
