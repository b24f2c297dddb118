import { describe, expect, it } from "vitest";
import { alikePosts, rangeOf, type Sketch } from "./similar-posts.ts";

const sketch = (text: string, more: Partial<Sketch> = {}): Sketch => ({
  ...{ text, kind: "talk", network: "bluesky", when: { weekday: 3, hour: 12 } },
  ...more,
});
const draft = sketch("Which handle fits your hand? Tell us which colour.", { kind: "question" });

describe("posts like a draft", () => {
  it("come best first, each with why", () => {
    const posts = [
      sketch("We are closed on Sunday.", { when: { weekday: 0, hour: 3 } }),
      sketch("Which colour fits your kitchen? Tell us below.", { kind: "question" }),
      sketch("What do you drink in the morning, and where?", { kind: "question", when: { weekday: 6, hour: 22 } }),
    ];
    const alike = alikePosts(draft, posts);
    expect(alike.map(({ text }) => text)).toEqual([posts[1]?.text, posts[2]?.text]);
    expect(alike[0]?.because).toEqual(["words", "kind", "length", "time"]);
    expect(alike[0]?.sharedWords).toEqual(expect.arrayContaining(["which", "colour", "fits"]));
    expect(alike[1]?.because).toEqual(["kind", "length"]);
  });

  it("weigh a rare word more than one that stands in every post", () => {
    const common = Array.from({ length: 30 }, (_, at) => sketch(`Kettle news number ${at} kettle kettle`));
    const posts = [...common, sketch("Kettle talk about bakelite handles"), sketch("Kettle talk about steel spouts")];
    const wanted = sketch("Kettle with bakelite");
    const alike = alikePosts(wanted, posts);
    const [bakelite, steel] = ["bakelite", "steel"].map(
      (word) => alike.find(({ text }) => text.includes(word))?.likeness,
    );
    expect((bakelite ?? 0) - (steel ?? 0)).toBeGreaterThan(0.05);
  });

  it("are of the draft's network only, once it has one, and never more than twenty", () => {
    const posts = Array.from({ length: 50 }, (_, at) =>
      sketch(draft.text, { ...draft, network: at % 2 ? "x" : "bluesky" }),
    );
    expect(alikePosts(draft, posts)).toHaveLength(20);
    expect(new Set(alikePosts(draft, posts).map(({ network }) => network))).toEqual(new Set(["bluesky"]));
    expect(alikePosts({ ...draft, network: null }, posts).some(({ network }) => network === "x")).toBe(true);
  });

  it("leave the hour out of it while nobody knows it", () => {
    const night = sketch(draft.text, { kind: "question", when: { weekday: 0, hour: 0 } });
    expect(alikePosts({ ...draft, when: null }, [night])[0]?.likeness).toBeCloseTo(1, 10);
    expect(alikePosts(draft, [night])[0]?.likeness).toBeLessThan(0.9);
  });

  it("meet again over midnight: 23 and 1 o'clock are two hours apart", () => {
    const at = (hour: number) => sketch(draft.text, { kind: "question", when: { weekday: 3, hour } });
    const [near, far] = [1, 11].map((hour) => alikePosts({ ...draft, when: { weekday: 3, hour: 23 } }, [at(hour)])[0]);
    expect(near?.likeness).toBeGreaterThan(far?.likeness ?? 1);
  });

  it("have no range under five of them", () => {
    expect(rangeOf([1, 2, 3, 4])).toBeNull();
    expect(rangeOf([5, 1, 4, 2, 3])).toEqual({ n: 5, q1: 2, median: 3, q3: 4 });
  });
});
