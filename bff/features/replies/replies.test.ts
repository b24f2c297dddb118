import { expect, it } from "vitest";
import type { OutgoingReply } from "#bff/connectors/connector.ts";
import { setStatus } from "#bff/features/inbox/commands.ts";
import { present } from "#bff/features/inbox/presence.ts";
import { removeReply, resolveReply, undoReply } from "#bff/features/replies/commands.ts";
import { sendReply } from "#bff/features/replies/send.ts";
import {
  answering,
  becomes,
  ctx,
  deliver,
  network,
  send,
  statuses,
  test,
  threadNow,
} from "#bff/features/replies/test/answering.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours } from "#bff/test/incoming.ts";

eachEngine("replies", (engine) => {
  answering(engine);

  it("leaves when the time to take it back is over, and becomes a message of the thread", async () => {
    await send({ thenDone: true });
    await deliver(5_000);
    expect(network.arrived).toHaveLength(0);
    await deliver();
    expect(network.arrived).toMatchObject([{ parentExternalId: "c1", threadExternalId: "c1" }]);
    const thread = await threadNow();
    expect(thread).toMatchObject({ status: "done", waitingSince: null, messageCount: 2, problem: null });
    expect(thread.entries.filter((entry) => entry.type === "message").at(-1)).toMatchObject({
      author: "brand",
      personName: "manager person",
    });
  });

  it("stays one reply when the button was pressed twice", async () => {
    const [first, second] = [await send(), await send({ confirm: true })];
    expect(second.id).toBe(first.id);
    await deliver();
    expect(network.arrived).toHaveLength(1);
  });

  it("comes back as the draft when it is taken back, and not after it left", async () => {
    const reply = await send({ thenDone: true });
    expect(await undoReply(ctx, reply.id)).toEqual({ text: reply.text });
    expect((await threadNow()).status).toBe("open");
    await deliver();
    expect(network.arrived).toHaveLength(0);
    const gone = await send({ idempotencyKey: "key-of-second-draft" });
    await deliver();
    await expect(undoReply(ctx, gone.id)).rejects.toMatchObject({ code: "too_late" });
  });

  it("waits as long as the network asks and then goes out once", async () => {
    const until = "2026-11-18T09:05:00.000Z";
    network.next = [{ kind: "wait", until, reason: "too many requests" }];
    await send();
    await deliver();
    expect(await statuses()).toEqual([{ status: "waiting", reason: "too many requests" }]);
    expect((await threadNow()).problem).toBe("waiting");
    expect((await threadNow()).entries).toContainEqual(
      expect.objectContaining({ type: "reply", reply: expect.objectContaining({ waitsUntil: until }) }),
    );
    await deliver(300_000);
    expect(await statuses()).toEqual([{ status: "sent", reason: null }]);
    expect(network.arrived).toHaveLength(1);
    expect((await threadNow()).problem).toBeNull();
  });

  it("puts the channel in reconnect and keeps the reply when the key is no longer good", async () => {
    network.next = [{ kind: "reconnect", reason: "The password was changed." }];
    await send();
    await deliver();
    expect(await statuses()).toEqual([{ status: "waiting", reason: "channel_reconnect" }]);
    expect((await threadNow()).channelHealth).toBe("reconnect");
    expect((await threadNow()).entries).toContainEqual(
      expect.objectContaining({ type: "reply", reply: expect.objectContaining({ waitsUntil: null }) }),
    );
  });

  it("is never sent again when it arrived and only the answer was lost", async () => {
    network.next = ["lost"];
    await send();
    await deliver();
    expect(await statuses()).toEqual([{ status: "sent", reason: null }]);
    expect(network.arrived).toHaveLength(1);
  });

  it("asks a person when nobody can say what became of it, and looks it up before sending again", async () => {
    network.next = [{ kind: "unknown", reason: "silence" }];
    const reply = await send();
    await deliver();
    expect(await statuses()).toEqual([{ status: "unknown", reason: "silence" }]);
    expect((await threadNow()).problem).toBe("unknown");
    network.arrived.push({ idempotencyKey: "key-of-first-draft" } as OutgoingReply);
    await resolveReply(ctx, { replyId: reply.id, as: "again" });
    await deliver();
    expect(await statuses()).toEqual([{ status: "sent", reason: null }]);
    expect(network.arrived).toHaveLength(1);
  });

  it("looks a reply up first when Konak died while sending it", async () => {
    const reply = await send();
    test.clock.advance(11_000);
    await test.app.db.write.updateTable("reply").set({ status: "sending" }).where("id", "=", reply.id).execute();
    await test.app.db.write.updateTable("outbox").set({ attempts: 1, state: "sending" }).execute();
    network.arrived.push({ idempotencyKey: "key-of-first-draft" } as OutgoingReply);
    await deliver();
    expect(network.arrived).toHaveLength(1);
    expect(await statuses()).toEqual([{ status: "sent", reason: null }]);
  });

  it("says what the network said when it refuses, and can be dropped", async () => {
    network.next = [{ kind: "refused", reason: "Comments are closed." }];
    const reply = await send();
    await deliver();
    expect(await statuses()).toEqual([{ status: "failed", reason: "Comments are closed." }]);
    expect(await resolveReply(ctx, { replyId: reply.id, as: "dropped" })).toEqual({ text: reply.text });
    expect((await threadNow()).problem).toBeNull();
  });

  it("asks before an unfilled slot goes out, and records the reason it went out anyway", async () => {
    const text = "Hi Hannah, please send order {{order}} to our service desk in Leeds.";
    const asked = send({ text });
    await expect(asked).rejects.toMatchObject({
      code: "needs_confirmation",
      details: { warnings: expect.arrayContaining([expect.objectContaining({ code: "PLACEHOLDER" })]) },
    });
    await send({ text, overrideReason: "It is a quotation" });
    const row = await test.app.db.read
      .selectFrom("reply")
      .select(["overrideReason", "warnings"])
      .executeTakeFirstOrThrow();
    expect(row.overrideReason).toBe("It is a quotation");
    expect(JSON.parse(row.warnings)).toContainEqual({ code: "PLACEHOLDER", strength: "ask" });
  });

  it("recognises what was sent to somebody else a moment ago, on its way or arrived", async () => {
    const author = { externalId: "ayse", handle: "ayse", displayName: "Ayşe Kara", url: null };
    await send();
    await bring(test, [comment("c2", { author, sentAt: "2026-11-18T08:30:00.000Z" })]);
    const check = async (key: string) => {
      const thread = await threadNow();
      const text = "Hi Ayşe, the spring of that lid wears out early; a new one is on its way to you.";
      await sendReply(ctx, {
        threadId: thread.id,
        text,
        templateId: null,
        lang: "en",
        parentExternalId: null,
        overrideReason: null,
        thenDone: false,
        confirm: true,
        idempotencyKey: key,
        seenVersion: 0,
      });
      const row = await test.app.db.read
        .selectFrom("reply")
        .select("warnings")
        .where("threadId", "=", thread.id)
        .orderBy("id", "desc")
        .executeTakeFirstOrThrow();
      return JSON.parse(row.warnings).map((warning: { code: string }) => warning.code);
    };
    expect(await check("another-key-1")).toContain("REPEAT_RECENT");
    await deliver();
    expect(await check("another-key-2")).toContain("REPEAT_THREAD");
  });

  it("refuses more characters than the network takes", async () => {
    await expect(send({ text: "ö".repeat(1001) })).rejects.toMatchObject({
      code: "too_long",
      details: { limit: 1000, length: 1001 },
    });
  });

  it("tells the second person before sending, once", async () => {
    const other = await test.as("lead");
    const thread = await threadNow();
    present(other, thread, true);
    await expect(send()).rejects.toMatchObject({ code: "conflict", details: { writer: "lead person" } });
    await expect(send({ confirm: true })).resolves.toMatchObject({ status: "queued" });
    present(other, null, false);
  });

  it("tells when the thread changed since it was read", async () => {
    const thread = await threadNow();
    await bring(test, [ours("r1", "c1")]);
    await expect(send({ seenVersion: thread.version })).rejects.toMatchObject({
      code: "conflict",
      details: { changed: true },
    });
  });

  it("is refused for a viewer", async () => {
    await becomes("viewer");
    await expect(send()).rejects.toMatchObject({ code: "not_allowed" });
  });

  it("is refused on a thread that was deleted meanwhile", async () => {
    const thread = await threadNow();
    await bring(test, [{ type: "deletion", externalId: "c1", at: "2026-11-18T08:59:00.000Z" }]);
    const gone = sendReply(ctx, {
      threadId: thread.id,
      text: "Too late",
      templateId: null,
      lang: null,
      parentExternalId: null,
      overrideReason: null,
      thenDone: false,
      confirm: true,
      idempotencyKey: "key-too-late",
      seenVersion: 0,
    });
    await expect(gone).rejects.toMatchObject({ code: "gone" });
  });

  it("is taken away from the network and from the thread", async () => {
    const reply = await send();
    await deliver();
    await removeReply(ctx, reply.id);
    await deliver();
    expect(network.removed).toEqual(["sent-key-of-first-draft"]);
    expect(await threadNow()).toMatchObject({ messageCount: 1 });
  });

  it("finishes nothing by itself when the person only sends", async () => {
    await send();
    await deliver();
    expect(await threadNow()).toMatchObject({ status: "open", waitingSince: null });
    await setStatus(ctx, { threadIds: [(await threadNow()).id], status: "done" });
    expect((await threadNow()).status).toBe("done");
  });
});
