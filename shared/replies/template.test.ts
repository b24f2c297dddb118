import { describe, expect, it } from "vitest";
import { outsideSlots, renderTemplate } from "./template.ts";

describe("filling a template", () => {
  it("puts values in their slots and says where", () => {
    const { text, slots } = renderTemplate("Hi {{member.firstName|there}}, {{brand.name}} here.", {
      "member.firstName": "Anna",
      "brand.name": "Lumi Kettle",
    });
    expect(text).toBe("Hi Anna, Lumi Kettle here.");
    expect(slots.map(({ from, to }) => text.slice(from, to))).toEqual(["Anna", "Lumi Kettle"]);
  });

  it("takes the fallback when the value is missing or blank", () => {
    expect(renderTemplate("Hi {{member.firstName|there}},", { "member.firstName": " " }).text).toBe("Hi there,");
  });

  it("leaves a slot with neither value nor fallback visible", () => {
    const { text, slots } = renderTemplate("Your order {{order}} left.", { order: null });
    expect(text).toBe("Your order {{order}} left.");
    expect(slots).toEqual([{ name: "order", from: 11, to: 20, filled: false }]);
  });

  it.each([
    ["Hi {{member.firstName|}}, thanks", "Hi, thanks"],
    ["Merhaba {{ member.firstName | }} teşekkürler", "Merhaba teşekkürler"],
    ["{{member.firstName|}}, thanks for writing", "Thanks for writing"],
    ["Hei {{member.firstName|}}!\n{{me.name|}}, kiitos", "Hei!\nKiitos"],
  ])("never leaves a gap where an empty fallback stood: %s", (body, expected) => {
    expect(renderTemplate(body, {}).text).toBe(expected);
  });

  it("does not fill a slot from a value that looks like a slot", () => {
    expect(renderTemplate("{{a}}", { a: "{{b}}", b: "no" }).text).toBe("{{b}}");
  });

  it("knows the text outside the slots", () => {
    expect(outsideSlots("Hi {{member.firstName|there}}, ok").replace(/\s+/g, " ")).toBe("Hi , ok");
  });
});
