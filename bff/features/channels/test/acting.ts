import type { Outcome, OutgoingAct } from "#bff/connectors/connector.ts";
import { actOnMessage } from "#bff/features/channels/act-commands.ts";
import { threadActs } from "#bff/features/channels/act-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Engine } from "#bff/platform/db/open.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { bring, comment, ours } from "#bff/test/incoming.ts";
import { type ScriptedNetwork, scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import type { MessageAction } from "#shared/channels/acts.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

export type Acting = Awaited<ReturnType<typeof acting>>;

/** A comment `c1` with our answer `r1` on a network that keeps what is done to them in `did` and answers by `answers`. */
export async function acting(engine: Engine) {
  const network: ScriptedNetwork = scriptedNetwork();
  network.capabilities = capabilitiesOf({
    actions: {
      reply: true,
      removeOurs: true,
      hide: true,
      unhide: true,
      edit: true,
      removeTheirs: true,
      privateReply: "once a comment",
      report: true,
    },
    brings: {},
  });
  const test: TestApp = await testApp(engine, { connector: network });
  const ctx: Ctx = await test.as("manager");
  await bring(test, [comment("c1"), ours("r1", "c1")]);
  const one = (table: "message" | "thread", externalId: string) =>
    test.app.db.read.selectFrom(table).selectAll().where("externalId", "=", externalId).executeTakeFirstOrThrow();
  const on = {
    test,
    network,
    ctx,
    did: [] as OutgoingAct[],
    answers: [] as Outcome<{ externalId: string | null }>[],
    idOf: async (externalId: string) => (await one("message", externalId)).id,
    threadId: async () => (await one("thread", "c1")).id,
    act: async (action: MessageAction, message = "c1", text: string | null = null) =>
      actOnMessage(ctx, { messageId: await on.idOf(message), action, text }),
    problem: async () =>
      (await test.app.db.read.selectFrom("thread").select("problem").executeTakeFirstOrThrow()).problem,
    deliver: () => doDueJobs(test, ["act.deliver"]),
    statuses: async () =>
      (await threadActs(ctx, await on.threadId())).acts.map(({ action, status, reason }) => [action, status, reason]),
  };
  network.act = async (_access, act) => {
    on.did.push(act);
    return on.answers.shift() ?? { kind: "ok", value: { externalId: null } };
  };
  return on;
}
