import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { type IdeaEventKind, type IdeaState, nextIdeaState } from "#shared/ideas/stage.ts";

type Detail = Record<string, string | number | null>;

/** Writes down what happened to an idea; where it stands follows from that and from nothing else. */
export async function tellIdea(
  trx: Trx,
  ideaId: string,
  kind: IdeaEventKind,
  at: string,
  userId: string | null,
  detail: Detail = {},
): Promise<string> {
  const row = await trx
    .selectFrom("idea")
    .select([
      "callId",
      "stage",
      "verdict",
      "mergedIntoId",
      "waitsAuthor",
      "decidedAt",
      "thankedAt",
      "rewardedAt",
      "stageSince",
    ])
    .where("id", "=", ideaId)
    .executeTakeFirstOrThrow();
  const id = newId();
  const { callId, waitsAuthor, stageSince, ...kept } = row;
  await trx
    .insertInto("idea_event")
    .values({ id, ideaId, callId, kind, at, userId, detail: JSON.stringify(detail) })
    .execute();
  const before = { ...kept, waitsForAuthor: waitsAuthor === 1 } as IdeaState;
  const { waitsForAuthor, ...after } = nextIdeaState(before, { kind, at, detail });
  const since = after.stage === before.stage ? stageSince : at;
  await trx
    .updateTable("idea")
    .set({ ...after, waitsAuthor: waitsForAuthor ? 1 : 0, stageSince: since })
    .where("id", "=", ideaId)
    .execute();
  return id;
}

/** Writes down that an idea was answered, if it is the first time. */
export async function markAnswered(trx: Trx, ideaId: string, at: string): Promise<void> {
  await trx
    .updateTable("idea")
    .set({ firstAnswerAt: at })
    .where("id", "=", ideaId)
    .where("firstAnswerAt", "is", null)
    .execute();
}
