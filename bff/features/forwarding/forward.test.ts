import { readdir, readFile } from "node:fs/promises";
import { simpleParser } from "mailparser";
import { afterEach, beforeEach, expect, it } from "vitest";
import { asking, evil, hannahsThread, question, runDue } from "#bff/features/forwarding/test/town.ts";
import { forwardToken } from "#bff/features/forwarding/token.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

eachEngine("forwarding", (engine) => {
  let test: TestApp;
  let selin: Ctx;
  let departmentId: string;
  let threadId: string;

  beforeEach(async () => {
    test = await testApp(engine);
    selin = await test.as("owner");
    const contacts = [{ name: "Marek Wójcik", mail: "marek@quality.example" }];
    departmentId = (await asking(test.app, selin).saveDepartment({ name: "Product quality", contacts })).id;
    threadId = await hannahsThread(test);
  });
  afterEach(() => test.remove());

  const mails = async () => {
    const folder = test.app.mailer.folder as string;
    const files = await readdir(folder).catch(() => []);
    return Promise.all(files.sort().map(async (file) => simpleParser(await readFile(`${folder}/${file}`))));
  };
  const thread = () =>
    test.app.db.read.selectFrom("thread").selectAll().where("id", "=", threadId).executeTakeFirstOrThrow();
  const notes = () => test.app.db.read.selectFrom("note").selectAll().where("threadId", "=", threadId).execute();
  const send = (more: object = {}) => asking(test.app, selin).send({ ...question(threadId, departmentId), ...more });
  const answer = { verdict: "yes" as const, answer: "Springs of lot 26-09 lose tension.", name: "Marek Wójcik" };

  it("sends the follower's words with a link, and the answer comes back as a note that reopens the thread", async () => {
    const { forwardId } = await send();
    expect(await thread()).toMatchObject({ status: "waiting", version: 2 });
    await runDue(test.app);
    const [mail] = await mails();
    expect(mail?.subject).toBe("Question from a customer, needed by Fri 20 Nov, 12:00");
    expect(mail?.text).toContain("> Hannah");
    expect(mail?.text).not.toContain("Whitfield");
    const token = mail?.text?.match(/http:\/\/localhost:4700\/answer\/(\S+)/)?.[1] as string;

    const outside = asking(test.app, null);
    const page = await outside.question({ token });
    expect(page).toMatchObject({ state: "open", askedBy: "owner person", post: "Sage green is back." });
    expect(page.state === "open" && page.quotes).toMatchObject([{ name: "Hannah", text: evil, url: null }]);
    expect(await outside.answer({ token, ...answer })).toMatchObject({ state: "answered", answer: answer.answer });

    expect(await notes()).toMatchObject([
      {
        userId: null,
        forwardId,
        text: "Product quality, Marek Wójcik: Yes. Springs of lot 26-09 lose tension.",
      },
    ]);
    expect(await thread()).toMatchObject({ status: "open", version: 3 });
    expect(await asking(test.app, selin).forThread({ threadId })).toMatchObject([
      { state: "answered", delivery: "sent", answeredBy: "Marek Wójcik" },
    ]);
    const events = await test.app.db.read.selectFrom("thread_event").select("kind").orderBy("id").execute();
    expect(events.map((event) => event.kind)).toEqual(["forwarded", "forward_answered"]);
  });

  it("keeps the first answer when a second one comes", async () => {
    const { forwardId } = await send();
    const token = forwardToken(test.app, forwardId);
    const outside = asking(test.app, null);
    await outside.answer({ token, ...answer });
    const second = await outside.answer({ token, verdict: "no", answer: "Changed my mind.", name: "Kaisa" });
    expect(second).toMatchObject({ state: "answered", verdict: "yes", answeredBy: "Marek Wójcik" });
    expect(await notes()).toHaveLength(1);
  });

  it("keeps the link out of the database", async () => {
    const { forwardId } = await send();
    const token = forwardToken(test.app, forwardId);
    const rows = await Promise.all([
      test.app.db.read.selectFrom("forward").selectAll().execute(),
      test.app.db.read.selectFrom("job").selectAll().execute(),
      test.app.db.read.selectFrom("outbox").selectAll().execute(),
      test.app.db.read.selectFrom("audit").selectAll().execute(),
    ]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("sends once for one key, however often it is asked", async () => {
    const input = question(threadId, departmentId);
    const first = await asking(test.app, selin).send(input);
    expect(await asking(test.app, selin).send(input)).toEqual(first);
    await runDue(test.app);
    await runDue(test.app);
    expect(await mails()).toHaveLength(1);
  });

  it("says that a link is unknown, withdrawn or expired, and takes no answer there", async () => {
    const outside = asking(test.app, null);
    expect(await outside.question({ token: "nobody-has-this" })).toEqual({ state: "unknown" });
    const withdrawn = await send();
    await asking(test.app, selin).withdraw(withdrawn);
    const token = forwardToken(test.app, withdrawn.forwardId);
    expect(await outside.answer({ token, ...answer })).toMatchObject({ state: "withdrawn", askedBy: "owner person" });
    const late = await send();
    test.clock.advance(10 * 86_400_000);
    const lateToken = forwardToken(test.app, late.forwardId);
    expect(await outside.answer({ token: lateToken, ...answer })).toMatchObject({ state: "expired" });
    expect(await notes()).toEqual([]);
  });

  it("does not send what was withdrawn before it left, and gives the thread back", async () => {
    const { forwardId } = await send();
    await asking(test.app, selin).withdraw({ forwardId });
    await runDue(test.app);
    expect(await mails()).toEqual([]);
    expect(await thread()).toMatchObject({ status: "open" });
    await expect(asking(test.app, selin).withdraw({ forwardId })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("gives the thread back when nobody answered in time", async () => {
    await send();
    await runDue(test.app);
    test.clock.advance(10 * 86_400_000);
    await runDue(test.app);
    expect(await thread()).toMatchObject({ status: "open" });
    expect(await asking(test.app, selin).forThread({ threadId })).toMatchObject([{ state: "expired" }]);
  });

  it("leaves the thread waiting while another department is still asked", async () => {
    const first = await send();
    await send();
    await asking(test.app, selin).withdraw(first);
    expect(await thread()).toMatchObject({ status: "waiting" });
  });

  it("lists what is open, what is overdue and what was answered, with the pace of the department", async () => {
    const { forwardId } = await send();
    await send({ dueAt: null });
    test.clock.advance(3 * 86_400_000);
    const team = asking(test.app, selin);
    expect(await team.list({ state: "open" })).toHaveLength(2);
    expect(await team.list({ state: "open", brand: "lumi" })).toHaveLength(2);
    expect(await team.list({ state: "open", brand: "another" })).toEqual([]);
    expect(await team.list({ state: "overdue" })).toMatchObject([{ id: forwardId, overdue: true }]);
    expect(await team.departments()).toMatchObject([{ open: 2, overdue: 1, medianSeconds: null, onTime: null }]);
    await asking(test.app, null).answer({ token: forwardToken(test.app, forwardId), ...answer });
    expect(await team.list({ state: "answered" })).toMatchObject([{ id: forwardId }]);
    expect(await team.departments()).toMatchObject([
      { open: 1, overdue: 0, medianSeconds: 259_200, onTime: { count: 0, of: 1 } },
    ]);
  });

  it("shows what can go along, and takes along only what was chosen", async () => {
    const offered = await asking(test.app, selin).preview({ threadId });
    expect(offered.folder).toBe(test.app.mailer.folder);
    expect(offered.messages.map((message) => [message.author, message.firstName]).sort()).toEqual([
      ["brand", "Lumi Kettle"],
      ["member", "Hannah"],
    ]);
    const ours = offered.messages.find((message) => message.author === "brand")?.id as string;
    const { forwardId } = await send({ messageIds: [ours], withPost: false });
    const page = await asking(test.app, null).question({ token: forwardToken(test.app, forwardId) });
    expect(page).toMatchObject({ post: null, quotes: [{ text: "We will ask." }] });
  });

  it("does not show a comment that was deleted on the network meanwhile", async () => {
    const { forwardId } = await send();
    const deletedAt = test.app.clock.iso();
    await test.app.db.write.updateTable("message").set({ deletedAt }).where("author", "=", "member").execute();
    const page = await asking(test.app, null).question({ token: forwardToken(test.app, forwardId) });
    expect(page).toMatchObject({ state: "open", quotes: [] });
  });

  it("asks for words where more facts are needed", async () => {
    const { forwardId } = await send();
    const token = forwardToken(test.app, forwardId);
    const unsaid = asking(test.app, null).answer({ token, verdict: "more_facts", answer: " ", name: "Marek" });
    await expect(unsaid).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("stops counting answers of one link after ten a minute", async () => {
    const token = `a-link-tried-too-often-${engine}`;
    const outside = asking(test.app, null);
    for (let i = 0; i < 10; i++) await outside.answer({ token, ...answer });
    await expect(outside.answer({ token, ...answer })).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    test.clock.advance(61_000);
    expect(await outside.answer({ token, ...answer })).toEqual({ state: "unknown" });
  });

  it("shows a person of another brand or workspace nothing", async () => {
    await send();
    const elsewhere = asking(test.app, await test.as("manager", ["another-brand"]));
    await expect(elsewhere.forThread({ threadId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(elsewhere.send(question(threadId, departmentId))).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await elsewhere.list({})).toEqual([]);
    const strangers = { ...selin, actor: { ...selin.actor, workspaceId: "another-workspace" } };
    await expect(asking(test.app, strangers).preview({ threadId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("refuses a viewer and leaves an audit row of what a person sends", async () => {
    const viewer = asking(test.app, await test.as("viewer"));
    await expect(viewer.send(question(threadId, departmentId))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await send();
    const rows = await test.app.db.read.selectFrom("audit").select(["action", "subject"]).orderBy("id").execute();
    expect(rows).toContainEqual({ action: "forward.send", subject: `thread:${threadId}` });
  });

  it("changes a department's people and takes it off the list without losing its questions", async () => {
    await send();
    const team = asking(test.app, selin);
    const contacts = [{ name: "Kaisa Virtanen", mail: "kaisa@quality.example" }];
    await team.saveDepartment({ id: departmentId, name: "Quality", contacts });
    expect(await team.departments()).toMatchObject([{ name: "Quality", contacts }]);
    await team.removeDepartment({ id: departmentId });
    expect(await team.departments()).toEqual([]);
    expect(await team.list({ state: "open" })).toMatchObject([{ departmentName: "Quality" }]);
  });
});
