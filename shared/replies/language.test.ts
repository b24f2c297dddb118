import { describe, expect, it } from "vitest";
import { loadDetector } from "./language.ts";
import { hasQuestion } from "./question.ts";

describe("the language of a text", async () => {
  const detect = await loadDetector();

  it.each([
    ["Great kettle, thank you very much", "en"],
    ["Merhaba, su ısıtıcısının kapağı kırıldı", "tr"],
    ["kapagi kirildi ne yapmam lazim acaba", "tr"],
    ["Hei, kannen sarana meni rikki", "fi"],
    ["czesc, pokrywka pekla po tygodniu uzywania", "pl"],
  ])("%s is surely %s", (text, lang) => {
    expect(detect(text)).toEqual({ lang, sure: true });
  });

  it("is not guessed under four words, links and handles not counted", () => {
    expect(detect("ok thanks")).toBeNull();
    expect(detect("@lumi_kettle kiitos https://lumi.example/a/b/c #tee")).toBeNull();
  });

  it("is unsure about a language that was not asked for", () => {
    expect(detect("Der Wasserkocher ist kaputt und leckt")?.sure).not.toBe(true);
    expect(detect("Der Wasserkocher ist kaputt und leckt", { among: ["de", "en"] })).toEqual({
      lang: "de",
      sure: true,
    });
  });
});

describe("whether a text asks something", () => {
  it.each([
    ["Is it dishwasher safe?", null],
    ["how do I clean it", "en"],
    ["Bulaşık makinesine girer mi", "tr"],
    ["Yarın açık mısınız acaba", "tr"],
    ["Toimiiko tämä induktiolla", "fi"],
    ["Hei onko teillä valkoista", "fi"],
    ["Czy jest dostępny w Krakowie", "pl"],
    ["Cześć, czy to działa na gazie", "pl"],
  ])("yes: %s", (text, lang) => {
    expect(hasQuestion(text, lang)).toBe(true);
  });

  it.each([
    ["Nice kettle", "en"],
    ["see https://lumi.example/?a=1", "en"],
    ["Çok mutluyum, mis gibi", "tr"],
    ["Koko viikko meni odottaessa", "fi"],
    ["Mikko sanoi että hyvä", "fi"],
    ["Ulkonäkö on hieno", "fi"],
    ["Kawa czy herbata, wszystko jedno", "pl"],
    ["Bulaşık makinesine girer mi", null],
  ])("no: %s", (text, lang) => {
    expect(hasQuestion(text, lang)).toBe(false);
  });
});
