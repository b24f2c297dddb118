import type { Selectable } from "kysely";
import type { Vault } from "#bff/platform/crypto.ts";
import type { Reader, Trx } from "#bff/platform/db/open.ts";
import type { DepartmentTable } from "#bff/platform/db/tables-loops.ts";
import type { AnswerLanguage, DepartmentView, WorkingHours } from "#shared/forwarding/department.ts";
import { isOverdue, paceOf, stateOf } from "#shared/forwarding/forward.ts";

type From = Reader | Trx;
export type DepartmentRow = Selectable<DepartmentTable>;

export const departmentById = (db: From, workspaceId: string, id: string): Promise<DepartmentRow | undefined> =>
  db
    .selectFrom("department")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("deletedAt", "is", null)
    .executeTakeFirst();

/** When a department works; without a zone of its own on the clock of the brand that asks. */
export const hoursOf = (department: Pick<DepartmentRow, "hours" | "timeZone">, brandZone: string): WorkingHours => ({
  ...(JSON.parse(department.hours) as Omit<WorkingHours, "timeZone">),
  timeZone: department.timeZone ?? brandZone,
});

export const listOf = (text: string): string[] => JSON.parse(text) as string[];

/** The departments of a workspace by name, as rows. */
export const departmentRows = (db: From, workspaceId: string): Promise<DepartmentRow[]> =>
  db
    .selectFrom("department")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("deletedAt", "is", null)
    .orderBy("name")
    .limit(300)
    .execute();

/** Departments with their people and how they have answered so far. */
export async function listDepartments(
  { db, vault }: { db: { read: Reader }; vault: Vault },
  workspaceId: string,
  now: string,
): Promise<DepartmentView[]> {
  const departments = await departmentRows(db.read, workspaceId);
  const ids = ["", ...departments.map((department) => department.id)];
  const contacts = await db.read
    .selectFrom("department_contact")
    .select(["id", "departmentId", "name", "mail"])
    .where("departmentId", "in", ids)
    .orderBy("id")
    .execute();
  const { open, answered } = await forwardsForPace(db.read, workspaceId);
  return departments.map((department) => {
    const own = open.filter((row) => row.departmentId === department.id);
    const isOpen = (row: (typeof own)[number]) => ["sent", "failed"].includes(stateOf(row, now));
    return {
      ...waysOf(department),
      hook: hookShown(department, vault),
      contacts: contacts
        .filter((contact) => contact.departmentId === department.id)
        .map(({ id, name, mail }) => ({ id, name, mail })),
      open: own.filter(isOpen).length,
      overdue: own.filter((row) => isOpen(row) && isOverdue(row, now)).length,
      ...paceOf(answered.filter((row) => row.departmentId === department.id)),
    };
  });
}

/** What is out, and the newest answers: pace looks at twelve a department. */
async function forwardsForPace(db: From, workspaceId: string) {
  const columns = ["departmentId", "state", "createdAt", "dueAt", "expiresAt", "answeredAt"] as const;
  const base = db.selectFrom("forward").select(columns).where("workspaceId", "=", workspaceId);
  const open = await base.where("state", "in", ["sent", "failed"]).orderBy("createdAt", "desc").limit(1000).execute();
  const rows = await base.where("state", "=", "answered").orderBy("createdAt", "desc").limit(500).execute();
  return { open, answered: rows.flatMap((row) => (row.answeredAt ? [{ ...row, answeredAt: row.answeredAt }] : [])) };
}

function waysOf(row: DepartmentRow) {
  return {
    id: row.id,
    name: row.name,
    lang: row.lang as AnswerLanguage,
    topics: listOf(row.topics),
    labelIds: listOf(row.labelIds),
    brandIds: row.brandIds ? listOf(row.brandIds) : null,
    timeZone: row.timeZone,
    hours: JSON.parse(row.hours) as DepartmentView["hours"],
    answerHours: row.answerHours,
    deputy: row.deputyMail ? { name: row.deputyName ?? row.deputyMail, mail: row.deputyMail } : null,
    auto: row.auto === 1,
    autoQuestion: row.autoQuestion,
  };
}

// A chat's address is a key to it, so the screen is told its host only.
function hookShown(row: DepartmentRow, vault: Vault): DepartmentView["hook"] {
  if (!row.hook || !row.hookKind) return null;
  const { url } = vault.open(row.hook) as { url: string };
  return { kind: row.hookKind as NonNullable<DepartmentView["hook"]>["kind"], host: new URL(url).host };
}
