// Records what the network's own servers answer during a first sync into fixtures/wire/bluesky/first-sync.json, for
// the tests that run without a network. Run it with `node real/bluesky/record.ts` after `npm run test:real`.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createBluesky } from "../../bff/connectors/bluesky/connector.ts";
import { systemClock } from "../../bff/platform/clock.ts";
import { startNetwork } from "./network.ts";
import { personAt } from "./people.ts";

const network = await startNetwork();
const lumi = await network.account("lumi");
const brand = personAt(await network.signedIn(lumi), network);
const follower = personAt(await network.signedIn(await network.account("aino")), network);
const post = await brand.write("The new kettle is here");
const comment = await follower.reply(post, "Does it come in red?");
await brand.reply(comment, "In red and in green.");
await follower.write("@lumi.test my kettle whistles in tune");
await follower.quote(post, "Look at this");

type Exchange = { method: string; path: string; status: number; body: unknown };
const exchanges: Exchange[] = [];
const withoutTokens = (text: string) =>
  text
    .replace(/"(accessJwt|refreshJwt)":"[^"]*"/g, (_, name) => `"${name}":"${name}"`)
    .replaceAll(network.url, "https://pds.example");

const bluesky = createBluesky({
  clock: systemClock,
  fetch: async (url, init) => {
    const answer = await fetch(url, init);
    const { pathname, search } = new URL(url);
    const body: unknown = JSON.parse(withoutTokens(await answer.clone().text()));
    exchanges.push({ method: init?.method ?? "GET", path: pathname + search, status: answer.status, body });
    return answer;
  },
});

const recordedAt = systemClock.iso();
const account = await bluesky.connect({ service: network.url, handle: lumi.handle, appPassword: lumi.password });
if (account.kind !== "ok") throw new Error(account.reason);
const { externalId, handle, credentials } = account.value;
const access = { channelId: "channel-1", externalId, handle, credentials, settings: {} };
let cursor: string | null = null;
for (let more = true; more; ) {
  const page = await bluesky.sync(access, cursor);
  if (page.kind !== "ok") throw new Error(page.reason);
  ({ cursor, more } = page.value);
}
const file = join(import.meta.dirname, "../../fixtures/wire/bluesky/first-sync.json");
writeFileSync(file, `${JSON.stringify({ recordedAt, did: externalId, exchanges }, null, 2)}\n`);
await network.stop();
process.exit(0);
