import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildEarlierIndex } from "./nearest.ts";
import { normalizeReply } from "./normalize.ts";
import type { EarlierReply } from "./schema.ts";
import { jaccard, trigramsOf } from "./trigrams.ts";

const reply = (n: number, text: string, lang: string | null = "en"): EarlierReply => ({
  id: `r${n}`,
  threadId: `t${n}`,
  text,
  sentAt: new Date(Date.UTC(2026, 0, 1 + n)).toISOString(),
  memberName: "Emily",
  lang,
});
const texts = fc.array(
  fc.constantFrom("kettle", "lid", "leaks", "ışık", "Łódź", "tea", "24", "we", "will", "see", "🙂"),
  { maxLength: 12 },
);
const text = texts.map((words) => words.join(" "));

describe("resemblance of two texts", () => {
  it("is symmetric, between 0 and 1, and 1 for the same text", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const one = jaccard(trigramsOf(a), trigramsOf(b));
        expect(one).toBe(jaccard(trigramsOf(b), trigramsOf(a)));
        expect(one).toBeGreaterThanOrEqual(0);
        expect(one).toBeLessThanOrEqual(1);
        if (a !== "") expect(jaccard(trigramsOf(a), trigramsOf(a))).toBe(1);
      }),
    );
  });

  it("is the same through the index as by comparing one by one, whether built or added", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), text, (earlier, draft) => {
        const replies = earlier.map((each, n) => reply(n, each));
        const grams = trigramsOf(normalizeReply(draft, "en"));
        const best = Math.max(0, ...earlier.map((each) => jaccard(grams, trigramsOf(normalizeReply(each, "en")))));
        const grown = buildEarlierIndex([]);
        for (const each of replies) grown.add(each);
        for (const index of [buildEarlierIndex(replies), grown]) {
          expect(index.nearest(draft, { lang: "en" })?.similarity ?? 0).toBeCloseTo(best, 12);
        }
      }),
    );
  });
});

describe("the nearest earlier reply", () => {
  const said = "The lid of the small kettle is on its way to you";
  const index = buildEarlierIndex([reply(1, said), reply(2, "We open the shop in Tampere at nine"), reply(3, said)]);

  it("is the newest of equals and carries where it was said", () => {
    expect(index.nearest(said)).toMatchObject({ id: "r3", threadId: "t3", memberName: "Emily", similarity: 1 });
  });

  it("can be looked for in one thread only, or outside it", () => {
    expect(index.nearest(said, { inThread: "t2" })?.id).toBe("r2");
    expect(index.nearest(said, { notInThread: "t3" })?.id).toBe("r1");
    expect(index.nearest(said, { inThread: "elsewhere" })).toBeNull();
  });
});

describe("what is left of a reply for comparing", () => {
  it("drops greeting, name, address, handle and signature, and reads digits alike", () => {
    expect(normalizeReply("@ann_b Hi Anna, your order 4711 left: https://x.example/?a=1 ^AB", "en")).toBe(
      "your order 0000 left",
    );
    expect(normalizeReply("Merhaba Ayşe Hanım, kargonuz yolda. *SR", "tr")).toBe("kargonuz yolda");
    expect(normalizeReply("Hei Pekka! Kansi tulee maanantaina.\n– Aino, Lumi Kettle", "fi")).toBe(
      "kansi tulee maanantaina",
    );
    expect(normalizeReply("Dzień dobry Pani Anno, paczka jest w drodze -Ola", "pl")).toBe("paczka jest w drodze");
  });

  it("keeps thanks, which are part of the text, but not the name in them", () => {
    expect(normalizeReply("Thank you Emily for the photo", "en")).toBe("thank you for the photo");
  });

  it("lower-cases by the language of the text", () => {
    expect(normalizeReply("IŞIL IŞIL", "tr")).toBe("ışıl ışıl");
  });
});
