import { type CheckInput, checkReply } from "#shared/replies/check.ts";
import { loadDetector } from "#shared/replies/language.ts";
import { buildEarlierIndex } from "#shared/replies/nearest.ts";
import type { EarlierReply } from "#shared/replies/schema.ts";
import { dice } from "./dice.ts";

const earlierReplies = 5000;
const measured = 1000;

const names = ["Anna", "Mehmet", "Marek", "Emily", "Pekka", "Zeynep", "Kasia", "Oliver", "Satu", "Can"];
const things = ["kettle", "lid", "handle", "base", "filter", "cable", "switch", "spout", "light", "thermostat", "box"];
const faults = [
  "leaks",
  "hums",
  "clicks",
  "rusts",
  "smells of plastic",
  "does not heat",
  "stops early",
  "came scratched",
];
const places = [
  "the kitchen shop in Kadıköy",
  "our store in Tampere",
  "the Kraków market",
  "the web shop",
  "a gift box",
];
const sentences = [
  (pick: Pick) =>
    `Thank you for telling us that the ${pick(things)} ${pick(faults)}, that should not happen after a week.`,
  (pick: Pick) => `We asked the people who build the ${pick(things)} and they have seen it before on the spring batch.`,
  (pick: Pick) =>
    `If you bought it in ${pick(places)}, bring it back and they change the ${pick(things)} while you wait.`,
  (pick: Pick) => `The ${pick(things)} and the ${pick(things)} are dishwasher safe, the ${pick(things)} is not.`,
  (pick: Pick) => `Does it happen with cold water too, or only when the ${pick(things)} is hot?`,
  (pick: Pick) => `A new ${pick(things)} is on its way and the old one can stay with you.`,
  (pick: Pick) => `I would try vinegar on the ${pick(things)} first, half a cup, then rinse it twice.`,
  (pick: Pick) => `The ${pick(things)} ships from ${pick(places)} on Monday and needs three days.`,
  (pick: Pick) => `You are right about the ${pick(things)}; the next edition has a wider one.`,
  (pick: Pick) =>
    `Our colleague in ${pick(places)} tested a ${pick(things)} that ${pick(faults)} and found a loose screw.`,
];
type Pick = (list: readonly string[]) => string;

function composeReply(roll: (sides: number) => number): string {
  const pick: Pick = (list) => list[roll(list.length)]!;
  let text = `Hi ${pick(names)},`;
  while (text.length < 180) text += ` ${sentences[roll(sentences.length)]!(pick)}`;
  return text;
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

/** 5,000 replies as a brand may have sent them. */
export function manyReplies(): EarlierReply[] {
  const roll = dice(4700);
  return Array.from({ length: earlierReplies }, (_, n) => ({
    id: `reply-${n}`,
    threadId: `thread-${n}`,
    text: composeReply(roll),
    sentAt: new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString(),
    memberName: names[n % names.length]!,
    lang: "en",
  }));
}

/**
 * Time of the whole personalization check of one reply against 5,000 earlier ones, 50 templates and 50 open threads,
 * languages included. Runs in Node and in a browser alike.
 */
export async function benchCheck(): Promise<{ name: string; unit: string; p50: number; p95: number; n: number }> {
  const roll = dice(4701);
  const replies = manyReplies();
  const templates = Array.from({ length: 50 }, () => composeReply(roll).replace(/^Hi \S+,/, "Hi {{member.name}},"));
  const openThreads = Array.from({ length: 50 }, (_, n) => ({
    id: `open-${n}`,
    memberName: names[n % names.length]!,
    text: composeReply(roll).slice(10),
  }));
  const earlier = buildEarlierIndex(replies);
  const detect = await loadDetector();
  const input = (draft: string, memberName: string): CheckInput => ({
    draft,
    templateBody:
      "Hi {{member.firstName|there}}, thank you for telling us about the {{order}}, we will look into it today.",
    templateValues: { "member.firstName": memberName, "brand.name": "Lumi Kettle" },
    thread: {
      id: "thread-new",
      memberName,
      otherNames: ["Kasia Nowak"],
      messages: [
        { author: "member", text: "My kettle leaks since yesterday, what can I do?", lang: "en" },
        { author: "brand", text: "Sorry to hear that. Which of the two sizes do you have at home?", lang: "en" },
        { author: "member", text: "The small one, bought in March", lang: "en" },
      ],
      lang: "en",
    },
    teamNames: ["Aino", "Mert"],
    earlier,
    templates,
    openThreads,
    draftBegan: { at: "2026-06-01T00:00:00.000Z" },
    signature: "^AK",
    recentOpenings: replies.slice(-10).map((reply) => reply.text),
    limit: 300,
    public: true,
    languages: ["en", "tr", "fi", "pl"],
    allowedContacts: ["help@lumikettle.example"],
    detect,
  });
  const times: number[] = [];
  for (let n = 0; n < measured + 100; n++) {
    const contact = n % 5 === 0 ? " Call us on 0850 222 11 33." : "";
    const drafted = input(composeReply(roll) + contact, names[n % names.length]!);
    const start = performance.now();
    checkReply(drafted);
    if (n >= 100) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return {
    name: "personalization check against 5,000 replies and 50 templates",
    unit: "ms",
    p50: at(times, 0.5),
    p95: at(times, 0.95),
    n: measured,
  };
}
