import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import { checkDraft } from "#bff/features/replies/check-draft.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours } from "#bff/test/incoming.ts";
import type { Ask, Place } from "#bff/test/other-konak.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const spring = "The spring of that lid wears out early, and a new one leaves our house for you today.";
const filters = "Filters are back in May, in every shop that had them, and online from the first of April.";

eachEngine("two Konaks in two processes on one database", (engine) => {
  let test: TestApp;
  let here: Ctx;
  let threadId: string;
  let other: ChildProcess;
  beforeEach(async () => {
    test = await testApp(engine);
    here = await test.as("manager");
    await bring(test, [comment("c0")]);
    threadId = (await test.app.db.read.selectFrom("thread").select("id").executeTakeFirstOrThrow()).id;
    const place = { ...(await whereIs()), channelId: test.channelId, threadId, actor: here.actor } satisfies Place;
    const entry = join(import.meta.dirname, "../../test/other-konak.ts");
    other = fork(entry, [JSON.stringify(place)], { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
    await once(other, "message");
  });
  afterEach(async () => {
    const gone = once(other, "exit");
    other.disconnect();
    await gone;
    await test.remove();
  });

  async function whereIs() {
    if (engine === "sqlite") return { file: join(test.app.config.data, "konak.db"), url: null };
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(test.app.db.write);
    const url = new URL(inject("postgresUrl"));
    url.pathname = rows[0]?.name ?? "";
    return { file: null, url: url.href };
  }

  async function ask(what: Ask): Promise<string[]> {
    const answered = once(other, "message");
    other.send(what);
    const [codes] = (await answered) as [string[]];
    return codes;
  }
  const checkHere = async (text: string) => {
    const draft = { threadId, text, templateId: null, lang: "en", draftBegan: null, limit: 3000 };
    return (await checkDraft(here, draft)).warnings.map(({ code }) => code);
  };

  it("each warns at once of what the other one has stored", async () => {
    expect(await ask({ check: spring })).not.toContain("REPEAT_RECENT");
    await bring(test, [comment("c1"), ours("r1", "c1", { text: spring })]);
    expect(await ask({ check: spring })).toContain("REPEAT_RECENT");
    expect(await checkHere(filters)).not.toContain("REPEAT_RECENT");
    await ask({ store: filters, nth: 1 });
    expect(await checkHere(filters)).toContain("REPEAT_RECENT");
    // Both load the table of languages, which takes seconds on a busy machine.
  }, 60_000);
});
