import { expect, it } from "vitest";
import { type Stage, valueIn } from "./contract-world.ts";
import type { IncomingItem } from "./incoming.ts";

const postIn = (items: IncomingItem[], id: string) =>
  items.filter((item) => item.type === "post").find((item) => item.externalId === id);

/** Posts are asked for again by their ids, long after `sync` saw them last. */
export function olderCounts(stage: Stage): void {
  it("reads the counts of posts again when it is asked to, with the call that gave them", async () => {
    const { world, access } = stage;
    const counts = world.connector.counts!;
    const posts = [await world.brandPosts!("A kettle for life"), await world.brandPosts!("And one for the office")];
    await stage.sync();
    const comment = await world.followerReplies!(posts[0]!, "Still loving it");
    const items = valueIn(await counts.read(access, posts));
    expect(postIn(items, posts[0]!)).toMatchObject({ counts: { comments: 1, call: expect.stringMatching(/\w/) } });
    expect(postIn(items, posts[1]!)).toMatchObject({ counts: { comments: 0 } });
    const about = items.map((item) => (item.type === "metric" ? item.postExternalId : postIdOf(item)));
    expect(new Set(about)).toEqual(new Set(posts));
    // What is new is told by the sync, whatever was asked for meanwhile.
    expect(await stage.message(comment)).toBeDefined();
  });

  it("says that a post is gone, and tells the others of the same call", async () => {
    const { world, access } = stage;
    const [gone, there] = [await world.brandPosts!("Sold out today"), await world.brandPosts!("Back on Monday")];
    await stage.sync();
    await world.brandDeletes!(gone);
    const items = valueIn(await world.connector.counts!.read(access, [gone, there]));
    expect(items).toContainEqual(expect.objectContaining({ type: "deletion", externalId: gone }));
    expect(postIn(items, gone)).toBeUndefined();
    expect(postIn(items, there)).toBeDefined();
    await stage.sync();
  });

  for (const fault of [429, 500, "cutBefore", "html"] as const)
    it(`calls no post gone because of a passing fault (${fault})`, async () => {
      const { world, access } = stage;
      if (!world.faults) return;
      const post = await world.brandPosts!(`Through ${fault}`);
      await stage.sync();
      world.faults.next(fault, 1);
      const outcome = await world.connector.counts!.read(access, [post]);
      expect(["wait", "ok"]).toContain(outcome.kind);
      if (outcome.kind === "ok") expect(postIn(outcome.value, post)).toBeDefined();
    });
}

/** How many people follow is told with its call, at least once a day, also when nothing changed. */
export function followers(stage: Stage): void {
  it("tells the follower number with the call that gave it, and again before a day is over", async () => {
    const { world } = stage;
    if (!world.passes) return;
    const told = async () => (await stage.sync()).filter((item) => item.type === "followers");
    const call = stage.capabilities.metrics.followers;
    for (const hours of [21, 21]) {
      world.passes(hours * 3_600_000);
      expect(await told()).toEqual([expect.objectContaining({ count: expect.any(Number), call })]);
      expect(await told()).toEqual([]);
    }
  });
}

const postIdOf = (item: IncomingItem): string | null => ("externalId" in item ? item.externalId : null);
