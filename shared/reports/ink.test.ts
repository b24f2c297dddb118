import { expect, it } from "vitest";
import { inkOf } from "./ink.ts";

it("leaves a colour that white can be read on, and darkens one that it cannot", () => {
  expect(inkOf("#0f4c81")).toBe("#0f4c81");
  for (const color of ["#ffffff", "#ffd000", "#7fd1ae"]) {
    const ink = inkOf(color);
    expect(ink).not.toBe(color);
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(ink.slice(at, at + 2), 16));
    // WCAG's formula, written out once more
    const part = (value: number) =>
      value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const light = 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
    expect(1.05 / (light + 0.05)).toBeGreaterThanOrEqual(4.5);
  }
});
