import { z } from "zod";
import type { Outcome } from "#bff/connectors/connector.ts";
import { must, whole } from "#bff/connectors/must.ts";
import type { Graph } from "./graph.ts";
import { pageAt, pagesOf } from "./lists.ts";

/** A Page the person may act for. */
const PageGiven = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string().optional(),
  link: z.string().optional(),
  access_token: z.string(),
  instagram_business_account: z
    .object({ id: z.string(), username: z.string().optional(), name: z.string().optional() })
    .optional(),
});
export type PageGiven = z.infer<typeof PageGiven>;

/** To see the Pages that a Business Portfolio holds. Nothing else is done with it. */
export const portfolioScope = "business_management";

type Person = { me: Graph /** the app's own key */; asApp: Graph; token: string; granted: string[] };
type Keep = (raw: unknown[]) => void;

const mostTicked = 100;
const mostPortfolios = 25;

/**
 * The Pages the person may act for. `/me/accounts` tells those they have a role on themselves, and leaves out Pages whose
 * role comes through a Business Portfolio, as agencies hold them: those are asked for by what was ticked, or there.
 */
export async function pagesGiven(person: Person, fields: string): Promise<PageGiven[]> {
  const found = new Map<string, PageGiven>();
  const keep: Keep = (raw) => {
    for (const one of raw) {
      // Without a key of its own a Page is seen, and the person has no role on it.
      const page = PageGiven.safeParse(one).data;
      if (page && !found.has(page.id)) found.set(page.id, page);
    }
  };
  for await (const { data } of pagesOf(person.me, "me/accounts", { fields, limit: "100" })) keep(data);
  const more = await whole(async () => {
    const ticked = await pagesTicked(person);
    if (!ticked) return await fromPortfolios(person, fields, keep);
    const left = ticked.filter((id) => !found.has(id)).slice(0, mostTicked);
    for (const id of left) keep([orNothing(await person.me.find(id, { fields }))]);
  });
  // What is here can be connected, whatever became of the rest.
  if (found.size === 0) must(more);
  return [...found.values()];
}

/** What is refused is not the person's; anything else that is no answer ends the looking. */
const orNothing = <T>(outcome: Outcome<T>): T | null =>
  outcome.kind === "refused" || outcome.kind === "narrowed" ? null : must(outcome);

const Debugged = z.object({
  data: z.object({
    granular_scopes: z.array(z.object({ scope: z.string(), target_ids: z.array(z.string()).optional() })),
  }),
});

/** Ids of the Pages the person ticked; null: all there are, or Meta does not say. */
async function pagesTicked({ asApp, token }: Person): Promise<string[] | null> {
  const told = Debugged.safeParse(orNothing(await asApp.get("debug_token", { input_token: token }))).data;
  return told?.data.granular_scopes.find(({ scope }) => scope === "pages_show_list")?.target_ids ?? null;
}

async function fromPortfolios({ me, granted }: Person, fields: string, keep: Keep): Promise<void> {
  if (!granted.includes(portfolioScope)) return;
  const query = { fields: "id", limit: String(mostPortfolios) };
  const portfolios = orNothing(await whole(() => pageAt(me, "me/businesses", query, null)))?.data ?? [];
  for (const portfolio of portfolios)
    for (const edge of ["owned_pages", "client_pages"]) {
      const { id } = portfolio as { id: string };
      const reading = async () => {
        for await (const { data } of pagesOf(me, `${id}/${edge}`, { fields, limit: "100" })) keep(data);
      };
      orNothing(await whole(reading));
    }
}
