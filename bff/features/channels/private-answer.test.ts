import { afterEach, beforeEach, expect, it } from "vitest";
import { type Acting, acting } from "#bff/features/channels/test/acting.ts";
import { getThread } from "#bff/features/inbox/thread-queries.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours } from "#bff/test/incoming.ts";

eachEngine("a private answer that stands among the others over there", (engine) => {
  let on: Acting;
  beforeEach(async () => {
    on = await acting(engine);
  });
  afterEach(() => on.test.remove());

  it("shows at once as ours and private, leaves the thread open, and is read again as the same", async () => {
    const again = comment("c2", { threadExternalId: "c1", sentAt: "2026-11-18T08:40:00.000Z" });
    await bring(on.test, [again]);
    const shown = ours("p1", "c1", {
      parentExternalId: "c2",
      text: "Between us",
      sentAt: on.test.clock.iso(),
      audience: "private",
    });
    on.network.act = async () => ({ kind: "ok", value: { externalId: "p1", shown } });
    await on.act("privateReply", "c2", "Between us");
    await on.deliver();
    const thread = async () => getThread(on.ctx, await on.threadId());
    const { status, entries } = await thread();
    expect(status).toBe("open");
    const said = entries.filter((entry) => entry.type === "message").at(-1);
    expect(said).toMatchObject({ author: "brand", text: "Between us", audience: "private" });
    expect(said).toMatchObject({ personName: on.ctx.actor.name });
    await bring(on.test, [shown]);
    expect((await thread()).entries.filter((entry) => entry.type === "message")).toHaveLength(4);
    expect((await thread()).status).toBe("open");
  });
});
