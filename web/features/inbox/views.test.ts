import { describe, expect, it } from "vitest";
import { filterOf, narrowingsIn, viewOf, views, widened } from "./views.ts";

describe("views of the sidebar", () => {
  it("are found again from their own filter", () => {
    for (const view of views) expect(viewOf(filterOf(view, "lumi"))).toBe(view);
  });
  it("stay current while a label or a language narrows them down", () => {
    expect(viewOf({ assignee: "me", label: "lid", lang: "tr" })).toBe("mine");
  });
  it("are none for somebody else's threads", () => {
    expect(viewOf({ assignee: "u7" })).toBeNull();
    expect(viewOf({ status: "all" })).toBeNull();
  });
});

describe("chips", () => {
  it("show what was added to the view, not the view", () => {
    expect(narrowingsIn({ assignee: "me", label: "lid", question: true })).toEqual(["label", "question"]);
    expect(narrowingsIn({ assignee: "u7" })).toEqual(["assignee"]);
    expect(narrowingsIn({ problems: true, status: "all" })).toEqual([]);
  });
  it("all go away at once and leave view, brand and order", () => {
    expect(widened({ brand: "lumi", status: "done", label: "lid", q: "x", sort: "oldest" })).toEqual({
      brand: "lumi",
      status: "done",
      sort: "oldest",
    });
  });
});
