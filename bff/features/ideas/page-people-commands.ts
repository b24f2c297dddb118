import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";

type PagePerson = { workspaceId: string; visitor: string; name: string; mail: string | null; lang: string };

/** The member behind a visitor of a call's page; made with their first idea, their name and address kept up to date. */
export async function keepPagePerson(trx: Trx, app: Pick<App, "clock">, person: PagePerson): Promise<string> {
  const { workspaceId, visitor, name, mail, lang } = person;
  const at = app.clock.iso();
  const known = await trx
    .selectFrom("page_person")
    .select(["memberId", "mail"])
    .where("workspaceId", "=", workspaceId)
    .where("visitor", "=", visitor)
    .executeTakeFirst();
  if (known) {
    if (mail && mail !== known.mail)
      await trx.updateTable("page_person").set({ mail }).where("memberId", "=", known.memberId).execute();
    return known.memberId;
  }
  const memberId = newId();
  await trx.insertInto("member").values({ id: memberId, workspaceId, name, firstSeenAt: at, createdAt: at }).execute();
  await trx.insertInto("page_person").values({ memberId, workspaceId, visitor, mail, lang, createdAt: at }).execute();
  return memberId;
}

/**
 * Forgets a visitor whose words were set aside and who has no idea anywhere: a flood leaves no crowd behind. Whose words
 * they were first stays with their address: a person may yet call it an idea, and they want to hear of it.
 */
export async function forgetPagePerson(trx: Trx, memberId: string, suspicionId: string): Promise<void> {
  const idea = await trx.selectFrom("idea").select("id").where("memberId", "=", memberId).limit(1).executeTakeFirst();
  if (idea) return;
  const first = await trx
    .selectFrom("idea_suspicion")
    .innerJoin("page_person", "page_person.visitor", "idea_suspicion.visitor")
    .select("idea_suspicion.id")
    .where("idea_suspicion.id", "=", suspicionId)
    .where("idea_suspicion.settledAs", "is", null)
    .where("page_person.memberId", "=", memberId)
    .where("page_person.mail", "is not", null)
    .executeTakeFirst();
  if (first) return;
  await trx.deleteFrom("page_person").where("memberId", "=", memberId).execute();
  await trx.deleteFrom("member").where("id", "=", memberId).execute();
}
