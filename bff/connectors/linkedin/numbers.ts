import { z } from "zod";
import { must } from "#bff/connectors/must.ts";
import { List, type Post, Statistics } from "./api.ts";
import type { Page } from "./page.ts";
import { enc, listOf } from "./urns.ts";

/** URNs one call asks for, so that its address stays within what servers take. */
export const askedAtOnce = 40;

/** LinkedIn's numbers are those of the last twelve months, so an older post would seem to lose what it had. */
const numbersLast = 365 * 86_400_000;

const hasNumbers = ({ at }: Post, now: Date): boolean => now.getTime() - Date.parse(at) < numbersLast;

/**
 * The organic numbers of posts, by URN; one LinkedIn has none of, or not all, is left out. Whoever may read comments but
 * not numbers still gets the comments, so a refusal gives nothing.
 */
export async function statisticsOf(page: Page, posts: Post[], now: Date): Promise<Map<string, Statistics>> {
  const found = new Map<string, Statistics>();
  const asked = posts.filter((post) => hasNumbers(post, now)).map(({ urn }) => urn);
  for (let at = 0; at < asked.length; at += askedAtOnce) {
    const some = asked.slice(at, at + askedAtOnce);
    const named = (name: string, kind: string) => {
      const urns = some.filter((urn) => urn.startsWith(`urn:li:${kind}:`));
      return urns.length > 0 ? `&${name}=${listOf(urns)}` : "";
    };
    const query = `q=organizationalEntity&organizationalEntity=${enc(page.urn)}`;
    const lists = named("shares", "share") + named("ugcPosts", "ugcPost");
    const outcome = await page.get(`/rest/organizationalEntityShareStatistics?${query}${lists}`);
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
