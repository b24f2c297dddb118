import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameFilters } from "./decline.ts";
import { findPlaceholders } from "./placeholder.ts";
import { knownSlots, renderTemplate } from "./template.ts";
import { templateProblems } from "./template-problems.ts";

describe("a template that may not be saved", () => {
  it.each([
    ["Hi {{member.name, thanks", "unclosed", "{{member.name, thanks", null],
    ["Hi member.name}}, thanks", "unopened", "}}", null],
    ["Hi {{{member.name}}}, thanks", "nested", "{{{member.name}}}", null],
    ["Hi {{}}, thanks", "empty", "{{}}", null],
    ["Hi {{member.nme}}, thanks", "unknownSlot", "{{member.nme}}", "member.name"],
    ["Hi {{memer.firstName|there}}", "unknownSlot", "{{memer.firstName|there}}", "member.firstName"],
    ["Hi {{member.birthday}}", "unknownSlot", "{{member.birthday}}", null],
    ["Hi {{member.name|vocativ}}", "unknownFilter", "{{member.name|vocativ}}", "vocative"],
    ["Hi {{member.name|loud|there}}", "unknownFilter", "{{member.name|loud|there}}", null],
    ["From {{brand.name|genitive}}", "noFilterHere", "{{brand.name|genitive}}", null],
    ["Hi {name}, thanks", "rawMark", "{name}", "{{name}}"],
    ["Text [[legal]]always", "legalUnclosed", "[[legal]]", null],
    ["Text always[[/legal]]", "legalUnopened", "[[/legal]]", null],
  ])("%s", (body, kind, found, meant) => {
    const [problem] = templateProblems(body);
    expect(problem).toMatchObject({ kind, found, meant });
    expect(body.slice(problem!.from, problem!.to)).toBe(found);
  });

  it("names every broken place, in order", () => {
    expect(templateProblems("{{}} and {{member.nme}} and {{x").map(({ from }) => from)).toEqual([0, 9, 28]);
  });
});

describe("a template that may be saved", () => {
  it.each([
    "Hi {{member.firstName|there}}, {{brand.name}} here.",
    "Cześć {{member.name|vocative}}, {{order}}",
    "Merhaba {{member.name|formal|}}, {{ tracking link }}",
    "Costs {5} or { and } alone, a smile :-}",
    "See [[legal]]Terms apply, {{brand.name}}.[[/legal]] Thanks",
  ])("%s", (body) => {
    expect(templateProblems(body)).toEqual([]);
  });

  const slot = fc
    .tuple(fc.constantFrom(...knownSlots, "member.name", "link"), fc.constantFrom("", "|there", "|"))
    .map(([name, rest]) => `{{${name}${rest}}}`);
  const filtered = fc.constantFrom(...nameFilters).map((filter) => `{{member.name|${filter}}}`);
  const piece = fc.oneof(
    slot,
    filtered,
    fc.constantFrom("Hi ", ", ", "\n", "thanks!", " [[legal]]No refunds.[[/legal]] ", "ışık ", "🙂"),
  );

  it("has no problem, and filled in leaves no raw slot on the network", () => {
    const values = {
      "member.firstName": "Anna",
      "brand.name": "Lumi",
      "me.name": "Aino",
      order: "4711",
      link: "lumi.example",
    };
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom("Anna", null),
        fc.constantFrom("en", "tr", "fi", "pl", null),
        (pieces, name, lang) => {
          const body = pieces.join("");
          expect(templateProblems(body)).toEqual([]);
          const { text, slots } = renderTemplate(body, { ...values, "member.firstName": name }, lang);
          expect(text).not.toMatch(/\{\{|\}\}|\[\[/);
          for (const { from, to } of slots) expect(to).toBeGreaterThanOrEqual(from);
        },
      ),
    );
  });

  it("whatever is written is judged without a crash, and what is broken is found again in the text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("{", "}", "|", "[", "]", "a", ".", " ", "/", "legal", "member.name", "\n") }),
        (body) => {
          for (const { from, to, found } of templateProblems(body)) expect(body.slice(from, to)).toBe(found);
          const { text } = renderTemplate(body, { "member.firstName": "Anna" });
          if (templateProblems(body).length === 0 && /\{\{\s*[a-z]/.test(text))
            expect(findPlaceholders(text).length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe("a greeting without a name", () => {
  it.each([
    ["en", "Hi {{member.name}}, thanks", "Hi, thanks"],
    ["en", "Dear {{member.name}}, thanks", "Hello, thanks"],
    ["en", "Thanks, {{member.name}}!", "Thanks!"],
    ["en", "We are on it, {{member.name}}.", "We are on it."],
    ["tr", "Merhaba {{member.name|formal}}, teşekkürler", "Merhaba, teşekkürler"],
    ["tr", "Merhaba {{member.name}} Hanım, teşekkürler", "Merhaba, teşekkürler"],
    ["tr", "Sayın {{member.name}}, teşekkürler", "Merhaba, teşekkürler"],
    ["pl", "Dzień dobry {{member.name|formal}}, piszemy", "Dzień dobry, piszemy"],
    ["pl", "Szanowna Pani {{member.name|vocative}}, piszemy", "Dzień dobry, piszemy"],
    ["fi", "Hyvä {{member.name}}, kiitos", "Hei, kiitos"],
    ["fi", "{{member.name}}, kiitos viestistä", "Kiitos viestistä"],
  ])("%s: %s", (lang, body, expected) => {
    expect(renderTemplate(body, { "member.firstName": null }, lang).text).toBe(expected);
  });

  it("calls people in the form of the template's language when the name is known", () => {
    expect(renderTemplate("Cześć {{member.name|vocative}}!", { "member.firstName": "Marek" }, "pl").text).toBe(
      "Cześć Marku!",
    );
    expect(renderTemplate("Dzień dobry {{member.name|formal}},", { "member.firstName": "Anna" }, "pl").text).toBe(
      "Dzień dobry Pani Anno,",
    );
    expect(renderTemplate("Merhaba {{member.name|formal}},", { "member.firstName": "Ayşe" }, "tr").text).toBe(
      "Merhaba Ayşe Hanım,",
    );
  });
});
