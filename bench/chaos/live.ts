import type { HookRequest } from "#bff/connectors/inbound.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { dice } from "../dice.ts";
import { answerSome } from "./ground.ts";
import type { ChaosNetwork } from "./network.ts";

/** A network of the run with its channel, and what has happened there so far. */
export type Place = {
  name: string;
  network: ChaosNetwork;
  channelId: string;
  secret: string;
  chances: Chances;
  rounds: number;
  expired: number;
  /** how often the channel said its key was dead and got another */
  renewed: number;
  said: string[];
  written: string[];
  /** answers the network took away with the comment they stood under */
  along: string[];
  late: HookRequest[];
};

export type Chances = ReturnType<typeof chancesOf>;

/** Chance of one's own, so that what happens on one network does not hang on the others. */
export function chancesOf(seed: number) {
  const roll = dice(seed);
  const random = (): number => roll(1_000_000) / 1_000_000;
  return {
    random,
    chance: (share: number): boolean => random() < share,
    pick: <T>(list: T[]): T | undefined => list[Math.floor(random() * list.length)],
  };
}

let count = 0;
const name = (what: string) => `${what} ${++count}`;

/** One round on one network: people say, edit and delete, the brand answers here and there, and things go wrong. */
export async function live(ctx: Ctx, place: Place, konak: string): Promise<void> {
  const { network, chances } = place;
  place.rounds++;
  trouble(place);
  people(place);
  if (network.answers) {
    const most = Math.floor(chances.random() * 3);
    place.written.push(...(await answerSome(ctx, place.channelId, most, () => name("answer"))));
  }
  await push(place, konak);
  if (network.expire && chances.chance(0.03)) {
    network.expire();
    place.expired++;
  }
  network.tidy();
}

// Some rounds are calm, some troubled, some bad: where one reading is many requests, bad rounds let hardly any through.
function trouble({ network, chances: { random, pick } }: Place): void {
  const share = pick([0, 0, 0, 0, 0, 0.02, 0.02, 0.02, 0.06, 0.06]) ?? 0;
  network.faults.slowBy = 100 + Math.floor(random() * 400);
  network.faults.chance(
    {
      429: share,
      500: share,
      503: share / 2,
      cutBefore: share,
      cutAfter: share,
      slow: share,
      html: share,
      drip: share,
      cutBody: share,
    },
    random,
  );
}

function people(place: Place): void {
  const { network, said, chances } = place;
  const { chance, pick, random } = chances;
  for (let n = Math.floor(random() * 4); n > 0; n--) said.push(network.write(name("comment")));
  const one = pick(said.slice(-40));
  if (!one) return;
  if (network.answer && chance(0.4)) said.push(network.answer(one, name("reply")));
  if (network.edit && chance(0.2)) network.edit(one, name("edited"));
  if (network.answerElsewhere && chance(0.1)) network.answerElsewhere(one, name("elsewhere"));
  if (network.remove && chance(0.05)) remove(place, one);
}

function remove(place: Place, id: string): void {
  const { network } = place;
  const before = network.answers?.() ?? [];
  network.remove?.(id);
  const left = network.answers?.() ?? [];
  for (const text of before) {
    const at = left.indexOf(text);
    if (at < 0) place.along.push(text);
    else left.splice(at, 1);
  }
  const there = new Set(network.held().map((one) => one.id));
  place.said = place.said.filter((one) => there.has(one));
}

/** Webhooks come twice, late and out of order, and some never do. */
async function push({ network, channelId, secret, late, chances: { chance, random } }: Place, konak: string) {
  const sent = network.pushes?.(secret) ?? [];
  const now = [...late.splice(0), ...sent.filter(() => !chance(0.1)), ...sent.filter(() => chance(0.2))];
  for (const request of now.sort(() => random() - 0.5)) {
    if (chance(0.1)) late.push(request);
    else
      await fetch(`${konak}/hooks/${channelId}`, {
        method: "POST",
        headers: request.headers,
        body: new Uint8Array(request.body),
        signal: AbortSignal.timeout(3000),
      }).catch(() => late.push(request));
  }
}
