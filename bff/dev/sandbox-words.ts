import { chanceFrom } from "#fixtures/town/chance.ts";
import { someone } from "#fixtures/town/people.ts";
import { beginTalk } from "#fixtures/town/talk.ts";
import { type Language, topics } from "#fixtures/words/shape.ts";

/** A comment on the network inside the process: who wrote it and what, the same for the same number. */
export function sandboxComment(seed: number): { name: string | null; handle: string; text: string; lang: Language } {
  const chance = chanceFrom(seed);
  const lang = chance.weighted(["en", "tr", "fi", "pl"] as const, (one) => (one === "en" ? 40 : 20));
  const who = someone(chance, lang);
  return {
    name: who.displayName,
    handle: who.handle,
    text: beginTalk(chance).comment(lang, chance.pick(topics)),
    lang,
  };
}
