import type { AddressInfo, Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, it } from "vitest";
import { reportMailJobs } from "#bff/features/reports/mail-jobs.ts";
import { getReport } from "#bff/features/reports/report.ts";
import {
  pauseSchedule,
  removeSchedule,
  resendReportMail,
  saveSchedule,
} from "#bff/features/reports/schedule-commands.ts";
import { listSchedules } from "#bff/features/reports/schedule-queries.ts";
import { blankless, pdfWords } from "#bff/features/reports/test/read-back.ts";
import { bringStory } from "#bff/features/reports/test/story.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { claim } from "#bff/platform/jobs/queue.ts";
import { runJob } from "#bff/platform/jobs/worker.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { figureName, sayNumber } from "#shared/reports/say-figure.ts";
import type { ScheduleInput } from "#shared/reports/sharing-schema.ts";
import { outTexts } from "#shared/reports/texts/out-texts.ts";

/** A mail server on loopback that keeps what it gets, and answers the next ones with a code. */
async function mailServer() {
  const kept: ParsedMail[] = [];
  const answers: number[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        const code = answers.shift();
        if (code) return done(Object.assign(new Error("not now"), { responseCode: code }));
        kept.push(mail);
        done();
      }, done);
    },
  });
  server.server.on("connection", (socket: Socket) => sockets.add(socket));
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { kept, answers, url, stop };
}

const weekly: ScheduleInput = {
  ...{ id: null, brand: "lumi", every: "week", on: 1, hour: 8, timeZone: "Europe/Helsinki", language: "fi" },
  ...{ recipients: ["client@lumi.example"], withPdf: false },
};
const hours = (count: number) => count * 3_600_000;

eachEngine("a mail at its hour", (engine) => {
  let test: TestApp;
  let lead: Ctx;
  let server: Awaited<ReturnType<typeof mailServer>>;
  beforeEach(async () => {
    server = await mailServer();
    const env = { KONAK_SMTP_URL: server.url, KONAK_MAIL_FROM: "Lumi <team@lumi.example>" };
    test = await testApp(engine, { connector: scriptedNetwork(), env });
    lead = await test.as("lead");
    await bringStory(test);
  });
  afterEach(async () => {
    await server.stop();
    await test.remove();
  });

  /** Runs every due job, as a worker started just now would. */
  const runDue = async () => {
    const handlers = reportMailJobs(test.app);
    for (;;) {
      const now = test.app.clock.iso();
      const job = await claim(test.app.db, now, new Date(Date.parse(now) + 1000).toISOString(), Object.keys(handlers));
      if (!job) return;
      await runJob(test.app, handlers, job);
    }
  };
  const goTo = async (at: string) => {
    test.clock.advance(Date.parse(at) - test.clock.now().getTime());
    await runDue();
  };
  const shown = async () => (await listSchedules(lead, "lumi"))[0];
  const monday = "2026-11-23T06:00:00.000Z";

  it("comes in the reader's language with the figures of the screen and the printed report", async () => {
    await saveSchedule(lead, { ...weekly, withPdf: true });
    await goTo("2026-11-23T05:59:59.000Z");
    expect(server.kept).toEqual([]);
    await goTo(monday);
    const [mail] = server.kept;
    const report = await getReport(lead, { brand: "lumi", from: "2026-11-16", to: "2026-11-22" });
    expect(mail?.subject).toBe("Lumi Kettle: sitoutumisraportti 16.–22.11.2026");
    expect(mail?.html).toContain('lang="fi"');
    const pdf = mail?.attachments[0];
    expect(pdf).toMatchObject({ filename: "lumi-2026-11-16-2026-11-22.pdf", contentType: "application/pdf" });
    const words = pdfWords(pdf?.content ?? Buffer.alloc(0)).join("");
    for (const figure of report.figures) {
      const value = sayNumber(figure.value, figure.unit, outTexts.fi);
      expect(blankless(mail?.text ?? "")).toContain(blankless(`${figureName(figure, report, outTexts.fi)}: ${value}`));
      expect(words).toContain(blankless(value));
    }
    expect(mail?.text).toContain("http://localhost:4700/reports?brand=lumi&from=2026-11-16&to=2026-11-22");
    expect(await shown()).toMatchObject({
      nextAt: "2026-11-30T06:00:00.000Z",
      last: [{ state: "sent", until: "2026-11-22" }],
    });
  });

  it("goes to every reader once a period, also when Konak stops in the middle or a job is begun twice", async () => {
    const readers = ["one@lumi.example", "two@lumi.example", "one@lumi.example"];
    const { id } = await saveSchedule(lead, { ...weekly, recipients: readers });
    test.clock.advance(Date.parse(monday) - test.clock.now().getTime());
    const handlers = reportMailJobs(test.app) as Record<string, (payload: unknown) => Promise<unknown>>;
    await Promise.all([
      handlers["report.schedule"]?.({ scheduleId: id }),
      handlers["report.schedule"]?.({ scheduleId: id }),
    ]);
    await handlers["report.schedule"]?.({ scheduleId: id });
    await runDue();
    await runDue();
    const to = () => server.kept.map((mail) => (mail.to && !Array.isArray(mail.to) ? mail.to.text : "")).sort();
    expect(to()).toEqual(["one@lumi.example", "two@lumi.example"]);
    expect(new Set(server.kept.map((mail) => mail.messageId)).size).toBe(2);
    await goTo("2026-11-30T06:00:00.000Z");
    expect(to()).toHaveLength(4);
  });

  it("sends what came due while Konak stood still, a period once each, and nothing older than five weeks", async () => {
    await saveSchedule(lead, weekly);
    await goTo("2026-12-09T12:00:00.000Z");
    const begins = () => server.kept.map((mail) => mail.text?.match(/from=([\d-]+)/)?.[1]);
    expect(begins()).toEqual(["2026-11-16", "2026-11-23", "2026-11-30"]);
    await goTo("2027-06-01T12:00:00.000Z");
    expect(begins().slice(3)).toEqual(["2027-04-26", "2027-05-03", "2027-05-10", "2027-05-17", "2027-05-24"]);
    expect((await shown())?.nextAt).toBe("2027-06-07T05:00:00.000Z");
  });

  it("does not send by itself what may have gone out when Konak stopped; a person can", async () => {
    await saveSchedule(lead, weekly);
    await goTo("2026-11-23T05:00:00.000Z");
    test.clock.advance(hours(1));
    const handlers = reportMailJobs(test.app) as Record<string, (payload: unknown) => Promise<unknown>>;
    await handlers["report.schedule"]?.({ scheduleId: (await shown())?.id });
    await test.app.db.write.updateTable("outbox").set({ state: "sending", attempts: 1 }).execute();
    await runDue();
    expect(server.kept).toEqual([]);
    const [stuck] = (await shown())?.last ?? [];
    expect(stuck).toMatchObject({ state: "unknown", reason: expect.stringContaining("stopped") });
    await resendReportMail(lead, stuck?.id ?? "");
    await runDue();
    expect(server.kept).toHaveLength(1);
    await expect(resendReportMail(lead, stuck?.id ?? "")).rejects.toMatchObject({ code: "conflict" });
  });

  it("waits for a busy server, and shows a refusal with its reason", async () => {
    await saveSchedule(lead, weekly);
    server.answers.push(451, 550);
    await goTo(monday);
    expect((await shown())?.last).toMatchObject([{ state: "waiting" }]);
    test.clock.advance(61_000);
    await runDue();
    expect((await shown())?.last).toMatchObject([{ state: "refused", reason: expect.stringContaining("not now") }]);
    expect(server.kept).toEqual([]);
  });

  it("says nothing while it is paused, makes nothing up for it, and ends when deleted", async () => {
    const { id } = await saveSchedule(lead, weekly);
    await pauseSchedule(lead, id, true);
    await goTo("2026-12-01T12:00:00.000Z");
    await pauseSchedule(lead, id, false);
    await runDue();
    expect(server.kept).toEqual([]);
    await goTo("2026-12-07T06:00:00.000Z");
    expect(server.kept).toHaveLength(1);
    await removeSchedule(lead, id);
    await goTo("2026-12-14T06:00:00.000Z");
    expect([server.kept.length, await listSchedules(lead, "lumi")]).toEqual([1, []]);
  });

  it("keeps to its new hour when it is changed, and is nobody's who may not see the brand", async () => {
    const { id } = await saveSchedule(lead, weekly);
    await saveSchedule(lead, {
      ...weekly,
      id,
      every: "month",
      on: 31,
      hour: 23,
      timeZone: "America/New_York",
      language: "tr",
    });
    expect((await shown())?.nextAt).toBe("2026-12-01T04:00:00.000Z");
    await goTo(monday);
    expect(server.kept).toEqual([]);
    await goTo("2026-12-01T04:00:00.000Z");
    expect(server.kept.map((mail) => mail.subject)).toEqual(["Lumi Kettle: etkileşim raporu, 1–30 Kas 2026"]);
    const outsider = await test.as("lead", []);
    for (const act of [
      () => saveSchedule(outsider, weekly),
      () => saveSchedule(outsider, { ...weekly, id }),
      () => removeSchedule(outsider, id),
      () => pauseSchedule(outsider, id, true),
    ])
      await expect(act()).rejects.toMatchObject({ code: "not_found" });
  });
});
