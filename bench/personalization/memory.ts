import { buildEarlierIndex } from "#shared/replies/nearest.ts";
import { manyReplies } from "../check.ts";

// Run with --expose-gc: what the index of 5,000 replies keeps besides their texts.
const collect = (globalThis as { gc?: () => void }).gc ?? (() => undefined);
const used = (): number => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
};

buildEarlierIndex(manyReplies().slice(0, 200));
const replies = manyReplies();
const before = used();
const start = performance.now();
const index = buildEarlierIndex(replies);
const built = performance.now() - start;
const megabytes = used() - before;
const again = performance.now();
for (const reply of replies.slice(0, 500)) index.add({ ...reply, id: `${reply.id}-new` });
const added = (performance.now() - again) / 500;
const out = performance.now();
for (const reply of replies.slice(0, 500)) index.remove(reply.id);
const removed = (performance.now() - out) / 500;
console.log(
  `The index of ${replies.length} replies keeps ${megabytes.toFixed(1)} MB besides their texts and is built in ${built.toFixed(0)} ms; adding one takes ${added.toFixed(3)} ms, removing one ${removed.toFixed(3)} ms.`,
);
