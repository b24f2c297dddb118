import { z } from "zod";
import { must } from "#bff/connectors/must.ts";
import { List, Statistics } from "./api.ts";
import type { Page } from "./page.ts";
import { enc, listOf } from "./urns.ts";

/** URNs one call asks for, so that its address stays within what servers take. */
export const askedAtOnce = 40;

/**
 * The organic numbers of posts, by URN; a post LinkedIn has none of is left out. Whoever may read comments but not
 * numbers still gets the comments, so a refusal gives nothing.
 */
export async function statisticsOf(page: Page, posts: string[]): Promise<Map<string, Statistics>> {
  const found = new Map<string, Statistics>();
  for (let at = 0; at < posts.length; at += askedAtOnce) {
    const some = posts.slice(at, at + askedAtOnce);
    const named = (name: string, kind: string) => {
      const urns = some.filter((urn) => urn.startsWith(`urn:li:${kind}:`));
      return urns.length > 0 ? `&${name}=${listOf(urns)}` : "";
    };
    const asked = `q=organizationalEntity&organizationalEntity=${enc(page.urn)}`;
    const lists = named("shares", "share") + named("ugcPosts", "ugcPost");
    const outcome = await page.get(`/rest/organizationalEntityShareStatistics?${asked}${lists}`);
    if (outcome.kind === "refused" || outcome.kind === "narrowed") continue;
    for (const raw of List.parse(must(outcome)).elements) {
      const told = Statistics.safeParse(raw).data;
      if (told?.post) found.set(told.post, told);
    }
  }
  return found;
}

const Size = z.object({ firstDegreeSize: z.number() });

/** How many follow the page; null where LinkedIn does not say. */
export async function followersOf(page: Page): Promise<number | null> {
  const outcome = await page.get(`/rest/networkSizes/${enc(page.urn)}?edgeType=COMPANY_FOLLOWED_BY_MEMBER`);
  if (outcome.kind === "refused" || outcome.kind === "narrowed") return null;
  return Size.safeParse(must(outcome)).data?.firstDegreeSize ?? null;
}
