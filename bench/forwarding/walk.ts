import { forwardToken } from "#bff/features/forwarding/token.ts";
import type { App } from "#bff/platform/context.ts";
import type { appRouter } from "#bff/router.ts";
import type { Town } from "#fixtures/town-types.ts";

type Caller = ReturnType<typeof appRouter.createCaller>;
type Times = Record<string, number[]>;

const people = 27;
const answer =
  "Springs of lot 26-09 lose tension after about 20 days. Until the new lid arrives, keep below the max line. For the new lid we need the number under the base.";

/**
 * Twenty-seven people who say the same: asked, answered, told one after the other with the draft as it is, closed. Gives
 * the processor's time of every step; an answer of the server's own check that holds one back ends the walk.
 */
export async function walkBundle(app: App, team: Caller, outside: Caller, town: Town): Promise<Times> {
  const times: Times = {};
  async function timed<T>(step: string, work: () => Promise<T>): Promise<T> {
    const began = process.cpuUsage();
    const done = await work();
    const { user, system } = process.cpuUsage(began);
    times[step] = [...(times[step] ?? []), (user + system) / 1000];
    return done;
  }
  const [threadId = "", ...alsoThreadIds] = threadsOf(town);
  const [department] = await team.forwarding.departments();
  const { loopId, forwardId } = await timed("asking for 27", () =>
    team.forwarding.send({
      ...{ threadId, alsoThreadIds, departmentId: department?.id ?? "", toMail: "m@lumi.example", toName: "Marek" },
      ...{ question: "Is it the spring?", dueAt: null, withPost: true, firstNamesOnly: true, thenWaiting: true },
      idempotencyKey: "the-walk-of-27",
    }),
  );
  const token = forwardToken(app, forwardId);
  await timed("their answer page", () => outside.forwarding.question({ token }));
  const said = { token, verdict: "yes" as const, answer, name: "Marek", outcome: "changed" as const };
  await timed("answering for 27", () => outside.forwarding.answer(said));
  const drafts = await timed("drafts for 27", () => team.forwarding.drafts({ loopId }));
  for (const { threadId: id, text, lang } of drafts) {
    await timed("the loop", () => team.forwarding.loop({ loopId }));
    const { version } = await timed("the thread", () => team.inbox.thread({ id }));
    const sending = { threadId: id, text, lang, templateId: null, seenVersion: version, idempotencyKey: `walk-${id}` };
    const reply = await timed("sending, with the check", () =>
      team.replies.send({ ...sending, overrideReason: null, thenDone: false }),
    );
    // Nothing stands behind this Konak; the network would have taken it.
    await app.db.write.updateTable("reply").set({ status: "sent" }).where("id", "=", reply.id).execute();
    await timed("counting as told", () => team.forwarding.told({ loopId, threadId: id }));
  }
  await timed("closing", () => team.forwarding.close({ loopId, outcome: "changed", outcomeText: answer }));
  return times;
}

function threadsOf(town: Town): string[] {
  const lid = town.labels.find((label) => label.name === "lid")?.id;
  const labelled = new Set(town.threadLabels.filter((row) => row.labelId === lid).map((row) => row.threadId));
  const taken = new Set(town.loopThreads.map((row) => row.threadId));
  return town.threads
    .filter((row) => labelled.has(row.id) && row.lang === "en" && row.brandId === town.brands[0]?.id)
    .filter((row) => !taken.has(row.id))
    .slice(-people)
    .map((row) => row.id);
}
