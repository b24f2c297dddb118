import { afterEach, beforeEach, expect, it } from "vitest";
import { lookBack } from "#bff/features/replies/look.ts";
import { lookBackCsv } from "#bff/features/replies/look-export.ts";
import { lookBackReport, lookedReplies } from "#bff/features/replies/look-report-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const spring = "The spring of that lid wears out early, and a new one leaves our house for you today.";

eachEngine("looking back", (engine) => {
  let test: TestApp;
  let ctx: Ctx;
  beforeEach(async () => {
    test = await testApp(engine);
    ctx = await test.as("lead");
  });
  afterEach(() => test.remove());

  const at = (minute: number, day = 18) => new Date(Date.UTC(2026, 10, day, 7, minute)).toISOString();
  const exchange = (
    name: string,
    minute: number,
    said: string,
    answer: string,
    more: { day?: number; lang?: string } = {},
  ) => [
    comment(`c-${name}`, {
      author: { externalId: name, handle: name, displayName: name, url: null },
      text: said,
      lang: more.lang ?? "en",
      sentAt: at(minute, more.day),
    }),
    ours(`r-${name}`, `c-${name}`, { text: answer, lang: null, sentAt: at(minute + 1, more.day) }),
  ];
  const week = { brand: "lumi", from: "2026-11-12", to: "2026-11-18" };
  const report = async () => {
    await lookBack(test.app);
    return await lookBackReport(ctx, week);
  };

  it("puts each reply into the band of the nearest one before it", async () => {
    await bring(test, [
      ...exchange("Anna", 0, "The lid on my kettle stopped locking again", spring),
      ...exchange("Beth", 5, "My lid does not lock since yesterday evening", spring),
      ...exchange(
        "Carl",
        9,
        "Where can I buy filters in Leeds?",
        "The shop on Park Row has them until the end of May, Carl.",
      ),
    ]);
    const { all, people, waiting } = await report();
    expect(all).toMatchObject({ replies: 3, bands: { own: 2, kindred: 0, reused: 0, same: 1 } });
    expect(people).toMatchObject([{ userId: null, name: null, replies: 3 }]);
    expect(waiting).toBe(0);
    const { items } = await lookedReplies(ctx, { ...week, kind: "same", person: null, cursor: null }, 10);
    expect(items).toMatchObject([{ memberName: "Beth", comment: "My lid does not lock since yesterday evening" }]);
    expect(items[0]?.nearest).toMatchObject({ memberName: "Anna", text: spring });
  });

  it("counts words taken up and languages missed, each of those that could", async () => {
    await bring(test, [
      ...exchange("Anna", 0, "The lid on my kettle stopped locking again", spring),
      ...exchange(
        "Beth",
        5,
        "Your courier left my parcel in the rain",
        "We are sorry for the trouble and look into it.",
      ),
      ...exchange(
        "Cem",
        8,
        "Kapak yine bozuldu, ne yapmam gerekiyor acaba",
        "We are very sorry that this has happened to you.",
        { lang: "tr" },
      ),
      ...exchange("Dora", 12, "Thanks", "You are welcome, enjoy your tea."),
    ]);
    const { all } = await report();
    expect(all.takesUp).toEqual({ hits: 1, of: 3 });
    expect(all.missed.hits).toBe(1);
    expect(all.missed.of).toBeGreaterThanOrEqual(3);
    const missed = await lookedReplies(ctx, { ...week, kind: "missed", person: "outside", cursor: null }, 10);
    expect(missed.items.map((one) => one.memberName)).toEqual(["Cem"]);
    const nothing = await lookedReplies(ctx, { ...week, kind: "nothing", person: null, cursor: null }, 1);
    expect(nothing.items).toHaveLength(1);
    const rest = await lookedReplies(ctx, { ...week, kind: "nothing", person: null, cursor: nothing.next }, 1);
    expect([...nothing.items, ...rest.items].map((one) => one.memberName)).toEqual(["Cem", "Beth"]);
    expect(rest.next).toBeNull();
  });

  it("compares a late page of the network with what was sent before it, and never with what came after", async () => {
    await bring(test, exchange("Beth", 5, "My lid does not lock since yesterday", spring));
    expect((await report()).all.bands).toMatchObject({ same: 0 });
    // An older page of the network arrives: Beth's reply is the later one of the two now.
    await bring(test, exchange("Anna", 0, "The lid on my kettle stopped locking", spring, { day: 17 }));
    await bring(test, exchange("Carl", 20, "My lid is loose as well, what now", spring));
    expect((await report()).all.bands).toMatchObject({ own: 2, same: 1 });
    expect(
      (await lookedReplies(ctx, { ...week, kind: "own", person: null, cursor: null }, 9)).items.map(
        (one) => one.memberName,
      ),
    ).toEqual(["Beth", "Anna"]);
  });

  it("walks again behind an import that lies before what it saw", async () => {
    await bring(test, exchange("Zoe", 30, "My lid does not lock since yesterday", spring));
    await report();
    const many = Array.from({ length: 70 }, (_, nth) =>
      exchange(
        `P${nth}`,
        nth % 50,
        `Question number ${nth} about the filter`,
        `Answer ${nth}: the ${"filter ".repeat(nth % 3)}fits, says colleague ${nth}.`,
        { day: 15 },
      ),
    );
    await bring(test, [...many.flat(), ...exchange("Anna", 0, "The lid on my kettle broke", spring, { day: 16 })]);
    const { all, waiting } = await report();
    expect([all.replies, waiting]).toEqual([72, 0]);
    const { items } = await lookedReplies(
      ctx,
      { ...week, from: "2026-11-18", kind: "same", person: null, cursor: null },
      9,
    );
    expect(items.map((one) => [one.memberName, one.nearest?.memberName])).toEqual([["Zoe", "Anna"]]);
  });

  it("reads nothing twice when nothing is new, and goes on where it was", async () => {
    await bring(test, exchange("Anna", 0, "The lid broke", spring));
    await report();
    await test.app.db.write.updateTable("reply_look").set({ similarity: 0.99 }).execute();
    await bring(test, exchange("Beth", 5, "My lid broke too", spring));
    const { all } = await report();
    expect(all.bands).toMatchObject({ same: 2 });
  });

  it("stays within a person's brands and a period that is one", async () => {
    const stranger = await test.as("manager", ["another"]);
    await expect(lookBackReport(stranger, week)).rejects.toMatchObject({ code: "not_found" });
    await expect(lookBackReport(ctx, { ...week, to: "2026-11-01" })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(lookBackReport(ctx, { ...week, from: "2020-01-01" })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("is the same in the file", async () => {
    await bring(test, exchange("Anna", 0, "The lid on my kettle stopped locking again", spring));
    const lines = lookBackCsv(await report()).split(/\r?\n/);
    expect(lines).toContain("all,1,1,0,0,0,1,1,0,0,0,1");
    expect(lines).toContain("outside Konak,1,1,0,0,0,1,1,0,0,0,1");
  });
});
