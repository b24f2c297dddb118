import { afterEach, beforeEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import { asking, hannahsThread, question, runDue } from "#bff/features/forwarding/test/town.ts";
import { forwardToken } from "#bff/features/forwarding/token.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const kept = [
  "forward",
  "loop",
  "loop_event",
  "loop_thread",
  "note",
  "thread",
  "thread_event",
  "outbox",
  "job",
] as const;

eachEngine("a mail scanner that opens every link", (engine) => {
  let test: TestApp;
  let token: string;
  beforeEach(async () => {
    test = await testApp(engine);
    const team = asking(test.app, await test.as("owner"));
    const contacts = [{ name: "Marek Wójcik", mail: "marek@quality.example" }];
    const { id } = await team.saveDepartment({ name: "Product quality", contacts });
    token = forwardToken(test.app, (await team.send(question(await hannahsThread(test), id))).forwardId);
    await runDue(test.app);
  });
  afterEach(() => test.remove());

  const everything = async () => {
    const tables = kept.map((table) => test.app.db.read.selectFrom(table).selectAll().execute());
    return JSON.stringify(await Promise.all(tables));
  };
  const inQuery = (value: object) => encodeURIComponent(JSON.stringify(value));

  it("changes nothing, whatever it opens and however often, and the person can still answer", async () => {
    const before = await everything();
    const http = createApp(test.app);
    const asked = `/api/trpc/forwarding.question?input=${inQuery({ token })}`;
    const said = { token, verdict: "yes", answer: "Yes, by a robot.", name: "Scanner" };
    const answering = `/api/trpc/forwarding.answer?input=${inQuery(said)}`;
    for (const path of [`/answer/${token}`, asked, answering, `${asked}&answer=yes`])
      for (const method of ["GET", "HEAD", "GET", "OPTIONS"])
        await http.request(`http://localhost:4700${path}`, { method });
    const shown = await http.request(`http://localhost:4700${asked}`);
    expect(await shown.json()).toMatchObject({ result: { data: { state: "open" } } });
    expect((await http.request(`http://localhost:4700${answering}`)).status).toBe(405);
    expect(await everything()).toBe(before);
    const answer = { token, verdict: "no" as const, answer: "Springs are fine.", name: "Marek" };
    expect(await asking(test.app, null).answer(answer)).toMatchObject({ state: "answered", verdict: "no" });
  });
});
