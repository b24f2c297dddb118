import type { Trx } from "#bff/platform/db/open.ts";

const needsPerson = ["unknown", "failed", "waiting"];

/**
 * Says on the thread's row whether something of it that leaves needs a person, a reply or an act: unknown before failed
 * before waiting. That is what the view of publishing problems lists.
 */
export async function tellProblem(trx: Trx, threadId: string): Promise<void> {
  const rows = await trx
    .selectFrom("reply")
    .select("status")
    .where("threadId", "=", threadId)
    .where("status", "in", needsPerson)
    .unionAll(
      trx.selectFrom("act").select("status").where("threadId", "=", threadId).where("status", "in", needsPerson),
    )
    .execute();
  const problem = needsPerson.find((status) => rows.some((row) => row.status === status)) ?? null;
  await trx
    .updateTable("thread")
    .set((eb) => ({ problem, version: eb("version", "+", 1) }))
    .where("id", "=", threadId)
    .execute();
}
