import { departmentRows, listOf } from "#bff/features/forwarding/department-queries.ts";
import { openingWords } from "#bff/features/forwarding/loop-queries.ts";
import type { Reader, Trx } from "#bff/platform/db/open.ts";
import { stemsOf } from "#shared/forwarding/like.ts";
import {
  type EarlierChoice,
  type SuggestDepartment,
  type Suggestion,
  suggestDepartments,
} from "#shared/forwarding/suggest.ts";

type From = Reader | Trx;
type Thread = { id: string; brandId: string; preview: string };

const rememberedChoices = 500;

/** The labels of threads, by thread. */
export async function labelsOf(db: From, threadIds: string[]): Promise<Map<string, string[]>> {
  if (threadIds.length === 0) return new Map();
  const rows = await db.selectFrom("thread_label").selectAll().where("threadId", "in", threadIds).execute();
  const found = new Map<string, string[]>();
  for (const { threadId, labelId } of rows) found.set(threadId, [...(found.get(threadId) ?? []), labelId]);
  return found;
}

/** The names of labels, by id. */
export async function labelNames(db: From, workspaceId: string): Promise<Map<string, string>> {
  const rows = await db.selectFrom("label").select(["id", "name"]).where("workspaceId", "=", workspaceId).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** What people chose before, newest first. */
export async function earlierChoices(db: From, workspaceId: string): Promise<EarlierChoice[]> {
  const rows = await db
    .selectFrom("department_choice")
    .select(["departmentId", "suggestedId", "stems", "labelIds"])
    .where("workspaceId", "=", workspaceId)
    .orderBy("at", "desc")
    .limit(rememberedChoices)
    .execute();
  return rows.map((row) => ({ ...row, stems: listOf(row.stems), labelIds: listOf(row.labelIds) }));
}

/** The departments a thread belongs to by the rules and by what people chose before. */
export async function suggestFor(db: From, workspaceId: string, thread: Thread): Promise<Suggestion[]> {
  const departments = (await departmentRows(db, workspaceId)).map(
    (row): SuggestDepartment => ({
      id: row.id,
      topics: listOf(row.topics),
      labelIds: listOf(row.labelIds),
      brandIds: row.brandIds ? listOf(row.brandIds) : null,
    }),
  );
  const labelIds = (await labelsOf(db, [thread.id])).get(thread.id) ?? [];
  const text = (await openingWords(db, [thread.id])).get(thread.id) ?? thread.preview;
  const feedback = { text, stems: stemsOf(text), labelIds, brandId: thread.brandId };
  return suggestDepartments(feedback, departments, await earlierChoices(db, workspaceId));
}
