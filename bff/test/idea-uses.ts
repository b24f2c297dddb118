import { callInput, goodBrief } from "#bff/features/ideas/test/town.ts";
import type { appRouter } from "#bff/router.ts";
import { bring, comment } from "#bff/test/incoming.ts";
import type { TestApp } from "#bff/test/test-app.ts";

type Caller = ReturnType<typeof appRouter.createCaller>;

/** A published call of the brand with one idea, taken by hand from the thread. */
async function callOf(test: TestApp, as: Caller, publish = true): Promise<string> {
  const { actor } = await test.as("owner");
  const input = callInput(goodBrief(actor.userId ?? ""));
  const { callId } = await as.calls.save(input);
  if (publish) await as.calls.publish({ callId });
  return callId;
}
async function ideaOf(test: TestApp, as: Caller): Promise<string> {
  const { items } = await as.inbox.list({ status: "all" });
  return (await as.ideas.add({ callId: await callOf(test, as), threadId: items[0]?.id ?? "" })).ideaId;
}
async function letterOf(test: TestApp, as: Caller): Promise<string> {
  const ideaId = await ideaOf(test, as);
  const reason = "A lid that stopped locking gets a new spring from March.";
  await as.ideas.decide({ ideaId, verdict: "adopted", reason });
  return (await as.ideas.get({ ideaId })).letters[0]?.id ?? "";
}
async function otherMember(test: TestApp): Promise<string> {
  await bring(test, [comment("c2", { author: { externalId: "jo", handle: "jo", displayName: "Jo", url: null } })]);
  const row = await test.app.db.read.selectFrom("member").select("id").where("name", "=", "Jo").executeTakeFirst();
  return row?.id ?? "";
}
async function memberOf(as: Caller): Promise<string> {
  const { items } = await as.inbox.list({ status: "all" });
  return (await as.inbox.thread({ id: items[0]?.id ?? "" })).member.id;
}

/** One real use of every action of open calls, by an owner. */
export const ideaUses = (test: () => TestApp) => ({
  "member.merge": async (as: Caller) =>
    as.members.merge({ keepId: await memberOf(as), mergeId: await otherMember(test()) }),
  "member.mark": async (as: Caller) => as.ideas.mark({ memberId: await memberOf(as), kind: "helpful", topic: "lids" }),
  "call.save": (as: Caller) => callOf(test(), as, false),
  "call.publish": (as: Caller) => callOf(test(), as),
  "call.remove": async (as: Caller) => as.calls.remove({ callId: await callOf(test(), as, false) }),
  "call.close": async (as: Caller) => as.calls.close({ callId: await callOf(test(), as), cost: null }),
  "call.tell": async (as: Caller) =>
    as.calls.dropLetter({ id: await letterOf(test(), as), reason: "Told by telephone." }),
  "idea.add": (as: Caller) => ideaOf(test(), as),
  "idea.edit": async (as: Caller) =>
    as.ideas.edit({ ideaId: await ideaOf(test(), as), title: "A lid", text: "A lid that locks.", version: 1 }),
  "idea.move": async (as: Caller) => as.ideas.move({ ideaIds: [await ideaOf(test(), as)], to: "shortlist" }),
  "idea.ask": async (as: Caller) => as.ideas.askAuthor({ ideaId: await ideaOf(test(), as), text: "Which lid is it?" }),
  "idea.decide": (as: Caller) => letterOf(test(), as),
  "idea.merge": async (as: Caller) => {
    const ideaId = await ideaOf(test(), as);
    return as.ideas.keepApart({ ideaId, otherId: ideaId });
  },
  "idea.score": async (as: Caller) => as.ideas.score({ ideaId: await ideaOf(test(), as), criterion: "safe", value: 4 }),
  "idea.credit": async (as: Caller) => as.ideas.tick({ ideaId: await ideaOf(test(), as), what: "thanked", on: true }),
});
