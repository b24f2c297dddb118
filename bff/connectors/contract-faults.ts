import { expect, it } from "vitest";
import { supports } from "#shared/channels/capabilities.ts";
import { type Stage, valueIn } from "./contract-world.ts";

/** What a network in trouble is answered with; runs where the world has a fault switch (a stand-in). */
export function faults(stage: Stage): void {
  passing(stage);
  if (supports(stage.capabilities.actions.reply)) whileSending(stage);
}

const inFuture = (until: string): boolean => Date.parse(until) > Date.now() - 3_600_000;

function passing(stage: Stage): void {
  for (const fault of [429, 500, "cutBefore", "html"] as const)
    it(`waits at a passing fault (${fault}) while reading, and loses nothing by it`, async () => {
      const { world } = stage;
      if (!world.faults) return;
      const { id } = await stage.root(`through ${fault}`);
      // Libraries may try again by themselves; what Konak sees in the end is either patience or the page.
      world.faults.next(fault, 1);
      const outcome = await world.connector.sync(stage.access, stage.cursor);
      expect(["wait", "ok"]).toContain(outcome.kind);
      if (outcome.kind === "wait") {
        expect(inFuture(outcome.until)).toBe(true);
        expect(outcome.reason).toMatch(/\w/);
        expect(outcome.reason).not.toContain("<");
      }
      if (outcome.kind === "ok") expect(fault).not.toBe("html");
      const told = outcome.kind === "ok" ? outcome.value.items : [];
      if (outcome.kind === "ok") stage.cursor = outcome.value.cursor;
      const all = [...told, ...(await stage.sync())];
      expect(all.some((item) => "externalId" in item && item.externalId === id)).toBe(true);
    });
}

function whileSending(stage: Stage): void {
  for (const fault of [429, 500, "cutBefore", "cutAfter", "cutBody"] as const)
    it(`neither loses nor doubles a reply whose sending meets ${fault}`, async () => {
      const { world } = stage;
      if (!world.faults) return;
      const { id, postId } = await stage.root(`answer me through ${fault}`);
      const reply = stage.replyTo(id, id, postId, `An answer through ${fault}`, `key-${fault}`);
      world.faults.next(fault, 1, world.sendPath ?? "POST");
      const first = await world.connector.send(stage.access, reply);
      expect(["ok", "wait", "unknown"]).toContain(first.kind);
      if (fault === "cutAfter" || fault === "cutBody")
        expect(first.kind, "silence is never taken for failure").not.toBe("wait");
      const found = valueIn(await world.connector.findSent(stage.access, reply));
      if (!found) valueIn(await world.connector.send(stage.access, reply));
      expect(await world.brandRepliesUnder!(id)).toHaveLength(1);
    });
}
