import { act, render } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { VirtualList } from "./virtual-list.tsx";

const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ id: `row ${from + index}` }));

/** The test's page has no layout: a list of 400 px with rows of 50. */
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockImplementation(function (this: HTMLElement) {
    return this.tagName === "LI" ? 50 : 400;
  });
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(300);
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockReturnValue(100_000);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(400);
});

const list = (items: { id: string }[], onEnd?: () => void) => (
  <VirtualList items={items} idOf={(row) => row.id} estimate={50} label="Rows" onEnd={onEnd}>
    {(row) => <span>{row.id}</span>}
  </VirtualList>
);

describe("a virtual list", () => {
  it("draws only what is in view, out of thousands", () => {
    const page = render(list(rows(0, 5000)));
    expect(page.queryByText("row 0")).not.toBeNull();
    expect(page.queryByText("row 4999")).toBeNull();
    expect(page.getAllByRole("listitem").length).toBeLessThan(60);
    expect(page.getAllByRole("listitem")[0]?.getAttribute("aria-setsize")).toBe("5000");
  });

  it("asks for more once near its end, and again when it has grown", () => {
    const onEnd = vi.fn();
    const page = render(list(rows(0, 8), onEnd));
    expect(onEnd).toHaveBeenCalledTimes(1);
    page.rerender(list(rows(0, 8), onEnd));
    expect(onEnd).toHaveBeenCalledTimes(1);
    page.rerender(list(rows(0, 12), onEnd));
    expect(onEnd).toHaveBeenCalledTimes(2);
  });

  it("keeps the row in its place when rows come in above it", () => {
    const page = render(list(rows(100, 300)));
    const scroller = page.getByRole("list").parentElement as HTMLElement;
    act(() => {
      scroller.scrollTop = 1000;
      scroller.dispatchEvent(new Event("scroll"));
    });
    expect(page.queryByText("row 120")).not.toBeNull();
    act(() => page.rerender(list(rows(97, 300))));
    expect(scroller.scrollTop).toBe(1150);
  });
});
