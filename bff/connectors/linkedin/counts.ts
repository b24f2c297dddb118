import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { developmentCalls } from "./about.ts";
import { Batch, Post } from "./api.ts";
import { statisticsOf } from "./numbers.ts";
import type { Page } from "./page.ts";
import { clicksOf, postOf } from "./told.ts";
import { enc, listOf } from "./urns.ts";

/** Posts asked for at once; in the Development tier each is a call of its own. */
export const postsAtOnce = 20;

type Read = { posts: Map<string, Post>; gone: Set<string> };

/** Posts of the page as they stand now with their organic numbers, and those LinkedIn itself calls gone. */
export const readCounts = (page: Page, urns: string[], now: Date): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    const { posts, gone } = await postsOf(page, urns);
    const ours = [...posts.values()].filter(({ by }) => by === page.urn);
    const numbers = await statisticsOf(page, ours, now);
    const items: IncomingItem[] = [];
    for (const post of ours) {
      const told = numbers.get(post.urn);
      if (told) items.push(postOf(post, told), clicksOf(post.urn, told, now.toISOString()));
    }
    for (const urn of gone) items.push({ type: "deletion", externalId: urn, at: now.toISOString() });
    return items;
  });

/** In one call where the app may ask for several at once, which the Development tier refuses, so nobody asks there. */
async function postsOf(page: Page, urns: string[]): Promise<Read> {
  const read: Read = { posts: new Map(), gone: new Set() };
  if (page.calls > developmentCalls) {
    const batch = await page.get(`/rest/posts?ids=${listOf(urns)}`, { "x-restli-method": "BATCH_GET" });
    if (batch.kind === "ok") {
      const { results, errors } = Batch.parse(batch.value);
      for (const urn of urns) {
        keep(read, urn, results[urn]);
        if (errors[urn]?.status === 404) read.gone.add(urn);
      }
      return read;
    }
    if (batch.kind !== "refused" && batch.kind !== "narrowed") must(batch);
  }
  for (const urn of urns) {
    const answer = must(await page.find(`/rest/posts/${enc(urn)}`));
    if (answer === null) read.gone.add(urn);
    else keep(read, urn, answer);
  }
  return read;
}

function keep({ posts }: Read, urn: string, raw: unknown): void {
  const post = Post.safeParse(raw).data;
  if (post) posts.set(urn, post);
}
