import { expect, it } from "vitest";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { startWorker } from "#bff/platform/jobs/worker.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { testApp } from "#bff/test/test-app.ts";

const until = async (what: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 400 && !what(); turn++) await new Promise((done) => setTimeout(done, 5));
};

eachEngine("the worker", (engine) => {
  it("never runs a job beside itself, also when the clock jumps past the time it is held for", async () => {
    const test = await testApp(engine);
    let [running, most, runs] = [0, 0, 0];
    const open: (() => void)[] = [];
    const handlers = {
      slow: async () => {
        most = Math.max(most, ++running);
        runs++;
        await new Promise<void>((done) => open.push(done));
        running--;
        return undefined;
      },
      quick: async () => undefined,
    };
    await test.app.db.write.transaction().execute(async (trx) => {
      await enqueue(trx, "slow", {}, { runAt: test.clock.iso() });
    });
    const worker = startWorker(test.app, handlers);
    await until(() => runs === 1);
    test.clock.advance(3_600_000);
    for (let turn = 0; turn < 10; turn++) {
      worker.wake();
      await new Promise((done) => setTimeout(done, 10));
    }
    expect([runs, most]).toEqual([1, 1]);
    for (const finish of open) finish();
    await worker.stop();
    expect(await test.app.db.read.selectFrom("job").select("id").execute()).toEqual([]);
    await test.remove();
  });

  it("lets what people wait for go before what takes long", async () => {
    const test = await testApp(engine);
    const done: string[] = [];
    let release = () => {};
    const blocked = new Promise<void>((resolve) => {
      release = resolve;
    });
    const handlers = {
      history: async () => {
        await blocked;
        done.push("history");
        return undefined;
      },
      reply: async () => {
        done.push("reply");
        return undefined;
      },
    };
    await test.app.db.write.transaction().execute(async (trx) => {
      for (let n = 0; n < 5; n++) await enqueue(trx, "history", { n }, { runAt: "2026-11-18T08:00:00.000Z" });
      await enqueue(trx, "reply", {}, { runAt: test.clock.iso() });
    });
    const worker = startWorker(test.app, handlers, [{ kinds: ["reply"], atOnce: 1 }]);
    await until(() => done.length > 0);
    expect(done).toEqual(["reply"]);
    release();
    await until(() => done.length === 6);
    await worker.stop();
    await test.remove();
  });
});
