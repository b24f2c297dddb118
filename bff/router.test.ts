import { TRPCError } from "@trpc/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importTarget } from "#bff/features/channels/import-commands.ts";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { handlers } from "#bff/jobs.ts";
import type { Actor } from "#bff/platform/context.ts";
import { claim } from "#bff/platform/jobs/queue.ts";
import { runJob } from "#bff/platform/jobs/worker.ts";
import { appRouter } from "#bff/router.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { ideaUses } from "#bff/test/idea-uses.ts";
import { bring, comment, post } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { type Action, actions, may, roles } from "#shared/actions.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

type Reading = { [A in Action]: (typeof actions)[A] extends { reads: true } ? A : never }[Action];
type Writing = Exclude<Action, Reading>;

let test: TestApp;
let network: ReturnType<typeof scriptedNetwork>;
afterEach(() => test.remove());

const callerOf = (actor: Actor | null) =>
  appRouter.createCaller({ ...test.app, actor, headers: () => new Headers(), setHeader: () => {} });
type Caller = ReturnType<typeof callerOf>;

const codeOf = (error: unknown): unknown =>
  error instanceof TRPCError ? (error.cause as { code?: string })?.code : error;

const threadId = async () => {
  const owner = await test.as("owner");
  return (await listThreads(owner, { status: "all" })).items[0]?.id ?? "";
};
async function sendOne(as: Caller): Promise<string> {
  const id = await threadId();
  const { version } = await as.inbox.thread({ id });
  const reply = { threadId: id, text: "A new lid is on its way to you, Hannah.", templateId: null, lang: "en" };
  return (
    await as.replies.send({
      ...reply,
      seenVersion: version,
      overrideReason: null,
      thenDone: false,
      confirm: true,
      idempotencyKey: `key-${version}-12345`,
    })
  ).id;
}
async function doJobs(): Promise<void> {
  test.clock.advance(11_000);
  const all = handlers(test.app);
  for (;;) {
    const now = test.clock.now();
    const job = await claim(
      test.app.db,
      now.toISOString(),
      new Date(now.getTime() + 60_000).toISOString(),
      Object.keys(all),
    );
    if (!job) return;
    await runJob(test.app, all, job);
  }
}
const department = async (as: Caller) =>
  (await as.forwarding.saveDepartment({ name: "Quality", contacts: [{ name: "Marek", mail: "marek@lumi.example" }] }))
    .id;
async function forwardOne(as: Caller, departmentId: string): Promise<string> {
  const input = {
    threadId: await threadId(),
    departmentId,
    toMail: "marek@lumi.example",
    toName: "Marek",
    question: "May we send a new lid?",
  };
  const rest = {
    dueAt: null,
    withPost: false,
    firstNamesOnly: true,
    thenWaiting: false,
    idempotencyKey: "key-of-the-forward",
  };
  return (await as.forwarding.send({ ...input, ...rest })).forwardId;
}
const template = (as: Caller) =>
  as.templates.save({ id: null, name: "Thanks", brandId: null, variants: [{ lang: "en", body: "Thank you" }] });

const freezeOne = (as: Caller) =>
  as.reports.freeze({ name: "October", filter: { brand: "lumi", from: "2026-11-01", to: "2026-11-10" } });
const saveRival = (as: Caller) =>
  as.reports.saveRival({
    brand: "lumi",
    name: "Kattila",
    counts: { network: "x", from: "2026-11-01", to: "2026-11-07", followers: 900, posts: 3, interactions: 40 },
  });
async function postId(): Promise<string> {
  await bring(test, [post("p1")]);
  const row = await test.app.db.read.selectFrom("post").select("id").executeTakeFirstOrThrow();
  return row.id;
}

/** One real use of every action that changes something, by an owner. A new action does not compile without one. */
const uses: Record<Writing, (as: Caller) => Promise<unknown>> = {
  "thread.status": async (as) => as.inbox.setStatus({ threadIds: [await threadId()], status: "done" }),
  "thread.assign": async (as) => as.inbox.assign({ threadIds: [await threadId()], userId: null }),
  "thread.label": async (as) => {
    const label = await as.inbox.createLabel({ name: "lid", color: "red" });
    return as.inbox.addLabel({ threadIds: [await threadId()], labelId: label.id });
  },
  "thread.note": async (as) => as.inbox.addNote({ threadId: await threadId(), text: "Known to quality." }),
  "label.create": (as) => as.inbox.createLabel({ name: "lid", color: "red" }),
  "reply.send": sendOne,
  "reply.undo": async (as) => as.replies.undo({ replyId: await sendOne(as) }),
  "reply.resolve": async (as) => {
    network.next = [{ kind: "refused", reason: "closed" }];
    const replyId = await sendOne(as);
    await doJobs();
    return as.replies.resolve({ replyId, as: "dropped" });
  },
  "reply.delete": async (as) => {
    const replyId = await sendOne(as);
    await doJobs();
    return as.replies.remove({ replyId });
  },
  "reply.draft": async (as) => {
    // What was about to leave for the model is on record even when nobody listens there.
    test.app.config.model = { url: "http://127.0.0.1:9/v1", key: null, name: "local" };
    const draft = { templateId: null, lang: null, text: null, wish: null };
    await expect(as.replies.draft({ threadId: await threadId(), ...draft })).rejects.toThrow();
  },
  "warning.restore": async (as) => {
    const learned = { brandId: test.brandId, code: "SAME_OPENING" as const };
    await test.app.db.write
      .insertInto("warning_learned")
      .values({ ...learned, demotedAt: test.clock.iso() })
      .execute();
    return as.replies.restoreWarning(learned);
  },
  "template.save": template,
  "template.delete": async (as) => as.templates.remove({ templateId: (await template(as)).id }),
  "channel.connect": (as) => as.channels.connect({ brandId: test.brandId, network: "sandbox", fields: {} }),
  "channel.pause": (as) => as.channels.pause({ channelId: test.channelId }),
  "channel.resume": async (as) => {
    await as.channels.pause({ channelId: test.channelId });
    return as.channels.resume({ channelId: test.channelId });
  },
  "channel.history": async (as) => {
    network.backfill = async () => ({ kind: "ok", value: { items: [], cursor: "1", more: false, reachedTo: null } });
    return as.channels.readHistory({ channelId: test.channelId, until: "2025-11-18T09:00:00.000Z" });
  },
  "channel.app": (as) => {
    const refused = async () => ({ kind: "refused" as const, reason: "nobody" });
    const own = { kind: "oauth", app: "own", authorizeUrl: () => "", exchange: refused } as const;
    network.connectBy = { ...network.connectBy, ...own };
    return as.channels.saveApp({ network: "sandbox", clientId: "id", clientSecret: "secret" });
  },
  "message.act": async (as) => {
    network.capabilities = capabilitiesOf({ actions: { hide: true }, brings: {} });
    const { id } = await test.app.db.read.selectFrom("message").select("id").executeTakeFirstOrThrow();
    return as.channels.act({ messageId: id, action: "hide", text: null });
  },
  "channel.disconnect": (as) => as.channels.disconnect({ channelId: test.channelId }),
  "channel.sync": (as) => as.channels.sync({ channelId: test.channelId }),
  "import.run": () => importTarget(test.app, { brand: "lumi", network: "x", timeZone: "UTC", file: "a.csv" }),
  "department.save": department,
  "forward.send": async (as) => forwardOne(as, await department(as)),
  "loop.close": async (as) => {
    const loopId = await forwardOne(as, await department(as));
    return as.forwarding.setAside({ loopId, threadId: await threadId(), reason: "Told by telephone." });
  },
  "forward.translate": async (as) => {
    test.app.config.model = { url: "http://127.0.0.1:9/v1", key: null, name: "local" };
    const thread = await threadId();
    const { messages } = await as.forwarding.preview({ threadId: thread });
    const wished = { threadId: thread, messageId: messages[0]?.id ?? "", lang: "tr" as const };
    await expect(as.forwarding.translate(wished)).rejects.toThrow();
  },
  "forward.withdraw": async (as) => as.forwarding.withdraw({ forwardId: await forwardOne(as, await department(as)) }),
  ...ideaUses(() => test),
  "report.freeze": freezeOne,
  "report.unfreeze": async (as) => as.reports.unfreeze({ id: (await freezeOne(as)).id }),
  "report.share": (as) =>
    as.reports.share({
      filter: { brand: "lumi", from: "2026-11-01", to: "2026-11-10" },
      live: false,
      days: 14,
      password: null,
    }),
  "report.schedule": (as) =>
    as.reports.saveSchedule({
      id: null,
      brand: "lumi",
      every: "week",
      on: 1,
      hour: 8,
      timeZone: "Europe/Helsinki",
      language: "fi",
      recipients: ["client@lumi.example"],
      withPdf: true,
    }),
  "report.look": (as) => as.reports.saveLook({ brand: "lumi", color: "#123456", logo: null }),
  "post.tag": async (as) => as.reports.tagPost({ postId: await postId(), name: "Sage green", on: true }),
  "post.kind": async (as) => as.reports.setKind({ postId: await postId(), kind: "offer" }),
  "rival.save": saveRival,
  "rival.import": (as) =>
    as.reports.importRivals({
      brand: "lumi",
      file: "rivals.csv",
      text: "name,network,date,posts,interactions\nKattila,x,2026-11-01,1,2",
    }),
  "rival.delete": async (as) => {
    await saveRival(as);
    const { lines } = await as.reports.rivals({ brand: "lumi", from: "2026-11-01", to: "2026-11-17" });
    return as.reports.removeRival({ brand: "lumi", rivalId: lines.find((line) => line.id)?.id ?? "" });
  },
  "brand.save": (as) =>
    as.team.saveBrand({
      name: "Villa",
      slug: "villa",
      timeZone: "UTC",
      languages: ["fi"],
      color: "blue",
      signature: "",
      allowedContacts: [],
    }),
  "brand.crisis": (as) => as.team.setCrisis({ brandId: test.brandId, hours: 24, reason: "Recall of the lid" }),
  "person.invite": (as) => as.team.invite({ email: "new@lumi.example", role: "viewer", brandIds: null }),
  "person.change": async (as) =>
    as.team.changePerson({ id: (await test.as("viewer")).actor.userId ?? "", role: "manager", brandIds: null }),
  "person.remove": async (as) => as.team.removePerson({ id: (await test.as("viewer")).actor.userId ?? "" }),
};

eachEngine("every action", (engine) => {
  beforeEach(async () => {
    network = scriptedNetwork();
    network.connect = async () => ({
      kind: "ok",
      value: { externalId: "did:1", handle: "lumi.example", name: "Lumi", url: null, credentials: {} },
    });
    test = await testApp(engine, { connector: network, env: { KONAK_ALLOW_ADDRESSES: "127.0.0.1" } });
    await bring(test, [comment("c1")]);
  });

  it.each(Object.entries(uses))("%s leaves a row in the audit log", async (action, use) => {
    const owner = await test.as("owner");
    await use(callerOf(owner.actor));
    const rows = await test.app.db.read.selectFrom("audit").select(["action", "workspaceId"]).execute();
    expect(rows).toContainEqual({ action, workspaceId: test.workspaceId });
  });
});

describe("every procedure", () => {
  beforeEach(async () => {
    test = await testApp("sqlite");
  });
  type Procedure = { _def: { meta?: { action?: Action }; type: string } };
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);
  const open = [
    "team.me",
    "team.linkInfo",
    "team.useLink",
    "forwarding.question",
    "forwarding.answer",
    "reports.openShare",
  ];
  const callByPath = (caller: Caller, path: string): Promise<unknown> => {
    const [slice = "", name = ""] = path.split(".");
    return (caller as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[slice]?.[name]?.(
      {},
    ) as Promise<unknown>;
  };

  it("stands behind an action, but for the few that need no session", () => {
    const without = procedures.filter(([, procedure]) => !procedure._def.meta?.action).map(([path]) => path);
    expect(without.sort()).toEqual([...open].sort());
  });

  it.each(procedures.filter(([path]) => !open.includes(path)))(
    "%s is refused to whoever is signed out, and to roles without the right",
    async (path, procedure) => {
      expect(await callByPath(callerOf(null), path).catch(codeOf)).toBe("not_signed_in");
      const action = procedure._def.meta?.action as Action;
      for (const role of roles.filter((one) => !may(one, action))) {
        const { actor } = await test.as(role);
        expect(await callByPath(callerOf(actor), path).catch(codeOf), role).toBe("not_allowed");
      }
    },
  );

  it("lets a viewer change nothing", () => {
    const allowed = (Object.keys(uses) as Writing[]).filter((action) => may("viewer", action));
    expect(allowed).toEqual([]);
    expect(Object.keys(uses).length).toBe(Object.values(actions).filter((action) => !("reads" in action)).length);
  });
});
