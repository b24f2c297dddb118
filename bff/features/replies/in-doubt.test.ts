import { expect, it } from "vitest";
import { requeueWaiting } from "#bff/features/channels/commands.ts";
import { resolveReply, undoReply } from "#bff/features/replies/commands.ts";
import { repliesJobs } from "#bff/features/replies/jobs.ts";
import { removeTemplate, saveTemplate } from "#bff/features/replies/template-commands.ts";
import { answering, ctx, deliver, network, send, statuses, test } from "#bff/features/replies/test/answering.ts";
import { claim } from "#bff/platform/jobs/queue.ts";
import { runJob } from "#bff/platform/jobs/worker.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring } from "#bff/test/incoming.ts";

eachEngine("replies in doubt", (engine) => {
  answering(engine);

  it("looks a reply in doubt up again after the look-up itself had to wait", async () => {
    network.next = ["lost"];
    const { findSent } = network;
    const answers: Awaited<ReturnType<typeof findSent>>[] = [
      { kind: "ok", value: null },
      { kind: "wait", until: "2026-11-18T09:05:00.000Z", reason: "too many requests" },
    ];
    network.findSent = async (access, reply) => answers.shift() ?? (await findSent(access, reply));
    const reply = await send();
    await deliver();
    await resolveReply(ctx, { replyId: reply.id, as: "again" });
    await deliver();
    await deliver(300_000);
    expect((await statuses()).map((row) => row.status)).toEqual(["sent"]);
    expect(network.arrived).toHaveLength(1);
  });

  it("leaves again when that was asked for while its last attempt was ending", async () => {
    network.next = [{ kind: "reconnect", reason: "the key no longer works" }];
    await send();
    test.clock.advance(11_000);
    const now = test.clock.iso();
    const handlers = repliesJobs(test.app);
    const job = await claim(test.app.db, now, "2026-11-18T10:00:00.000Z", Object.keys(handlers));
    await runJob(
      test.app,
      {
        "reply.deliver": async (payload) => {
          await handlers["reply.deliver"]?.(payload);
          await inTransaction(test.app, async (trx) => {
            await trx.updateTable("channel").set({ health: "ok" }).execute();
            await requeueWaiting(trx, test.channelId, now);
          });
          return undefined;
        },
      },
      job ?? expect.unreachable(),
    );
    await deliver(0);
    expect(await statuses()).toEqual([{ status: "sent", reason: null }]);
  });

  /** An answer that arrives just when what it answers goes over there, our answer along with it or not. */
  const sendAsItGoes = async ({ wentAlong = true, answersGoAlong = true }) => {
    const { send: sending } = network;
    network.capabilities = { ...network.capabilities, answersGoAlong };
    network.send = async (access, reply) => {
      const outcome = await sending(access, reply);
      const at = test.clock.iso();
      await bring(test, [{ type: "deletion", externalId: reply.threadExternalId, at, below: true }]);
      if (wentAlong) network.arrived.length = 0;
      return outcome;
    };
    await send();
    await deliver();
  };
  const oursIsOut = async () => {
    const ours = test.app.db.read.selectFrom("message").select("deletedAt").where("author", "=", "brand");
    return (await ours.executeTakeFirstOrThrow()).deletedAt !== null;
  };

  it.each([
    ["takes an answer out that went along with what it answers before it could be stored here", {}, true],
    ["leaves an answer that still stands though what it answers went", { wentAlong: false }, false],
    ["leaves an answer that cannot be found where no answer goes along", { answersGoAlong: false }, false],
  ])("%s", async (_says, over, out) => {
    await sendAsItGoes(over);
    expect(await oursIsOut()).toBe(out);
  });

  it.each([
    ["asked for no patience at all", { kind: "wait", until: "2026-11-18T09:00:00.000Z", reason: "slow" }, 1000],
    ["refused the key", { kind: "reconnect", reason: "expired" }, 900_000],
  ] as const)(
    "asks whether an answer still stands again, and not at once, where the network %s",
    async (_, said, after) => {
      let asked = 0;
      network.findSent = async () => (++asked < 4 ? said : { kind: "ok", value: null });
      await sendAsItGoes({});
      expect([asked, await oursIsOut()]).toEqual([1, false]);
      for (let n = 2; n <= 4; n++) {
        await deliver(after);
        expect(asked).toBe(n);
      }
      expect(await oursIsOut()).toBe(true);
    },
  );

  it("gives up asking whether an answer stands after five hours of refusals, and tells that in the thread", async () => {
    let asked = 0;
    const refused = { kind: "refused" as const, reason: "This cannot be asked." };
    network.findSent = async () => {
      // A limit in between is no refusal.
      if (++asked === 2) return { kind: "wait", until: test.clock.iso(), reason: "slow" };
      return refused;
    };
    await sendAsItGoes({});
    const told = () =>
      test.app.db.read.selectFrom("thread_event").select("detail").where("kind", "=", "stands_unknown").execute();
    for (let n = 0; n < 19; n++) await deliver(900_000);
    expect([asked, await told()]).toEqual([20, []]);
    for (let n = 0; n < 9; n++) await deliver(900_000);
    expect(asked).toBe(21);
    expect((await told()).map(({ detail }) => JSON.parse(detail))).toEqual([{ reason: "This cannot be asked." }]);
    expect(await oursIsOut(), "nobody knows, so it stays").toBe(false);
    const job = test.app.db.read.selectFrom("job").select("id").where("kind", "=", "reply.stands");
    expect(await job.execute()).toEqual([]);
  });

  it("is not sent again at once where the network says that one need not wait", async () => {
    network.next = Array.from({ length: 3 }, () => ({ kind: "wait", until: test.clock.iso(), reason: "slow" }));
    await send();
    await deliver();
    expect(network.next).toHaveLength(2);
    for (let n = 0; n < 3; n++) await deliver(1000);
    expect((await statuses()).map((row) => row.status)).toEqual(["sent"]);
  });

  it("is taken back although the thread was deleted meanwhile", async () => {
    const reply = await send();
    await test.app.db.write.updateTable("thread").set({ deletedAt: test.clock.iso() }).execute();
    expect(await undoReply(ctx, reply.id)).toEqual({ text: reply.text });
    await deliver();
    expect(network.arrived).toHaveLength(0);
  });

  it("keeps the templates of one brand from people of another", async () => {
    const input = { id: null, name: "Thanks", brandId: test.brandId, variants: [{ lang: "en", body: "Thank you." }] };
    const { id } = await saveTemplate(ctx, input);
    const other = await test.as("lead", ["another-brand"]);
    await expect(saveTemplate(other, { ...input, id, brandId: null })).rejects.toMatchObject({ code: "not_found" });
    await expect(removeTemplate(other, id)).rejects.toMatchObject({ code: "not_found" });
  });
});
