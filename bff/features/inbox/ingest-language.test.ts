import { afterEach, beforeEach, expect, it } from "vitest";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const words = {
  en: "The lid on mine stopped locking after two weeks of careful use.",
  tr: "Kapağım iki hafta sonra kapanmaz oldu, ne yapmalıyım şimdi?",
  fi: "Kannen lukitus lakkasi toimimasta kahden viikon kuluttua ostosta.",
  de: "Der Deckel meines Kessels schließt seit zwei Wochen nicht mehr richtig.",
};

eachEngine("the language of what a network brings without one", (engine) => {
  let test: TestApp;
  beforeEach(async () => {
    test = await testApp(engine);
  });
  afterEach(() => test.remove());

  const languages = async (table: "message" | "thread") => {
    const rows = await test.app.db.read.selectFrom(table).select(["externalId", "lang"]).execute();
    return Object.fromEntries(rows.map((row) => [row.externalId, row.lang]));
  };

  it("is told by the words, of messages and of their threads", async () => {
    await bring(test, [
      ...(["en", "tr", "fi"] as const).map((lang) => comment(lang, { text: words[lang], lang: null })),
      ours("answer", "fi", { text: "Kiitos kun kerroit, katsomme asian heti huomenna kuntoon.", lang: null }),
    ]);
    expect(await languages("message")).toEqual({ en: "en", tr: "tr", fi: "fi", answer: "fi" });
    expect(await languages("thread")).toEqual({ en: "en", tr: "tr", fi: "fi" });
  });

  it("stays unknown where the words are too few or of no language of the brand", async () => {
    await bring(test, [
      comment("short", { text: "Kapak bozuk", lang: null }),
      comment("de", { text: words.de, lang: null }),
    ]);
    expect(await languages("message")).toEqual({ short: null, de: null });
  });

  it("is what the network says where it says it, and what its importer says of a file", async () => {
    await bring(test, [comment("said", { text: words.en, lang: "tr" })]);
    await bring(test, [comment("file", { text: words.en, lang: null })], { source: "file", guess: () => null });
    expect(await languages("message")).toEqual({ said: "tr", file: null });
  });
});
