import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { DepartmentView } from "#shared/forwarding/department.ts";
import type { ForwardFilter } from "#shared/forwarding/schema.ts";
import { DepartmentDialog } from "#web/features/forwarding/department-dialog.tsx";
import { ForwardItem } from "#web/features/forwarding/forward-item.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Card, Page, PaneTitle } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Tabs } from "#web/ui/tabs.tsx";

/** Who gets asked, and what is out. `brand` limits the questions to one brand; departments serve them all. */
export function DepartmentsScreen({ brand }: { brand: string | undefined }) {
  const { t } = useTexts("forwarding");
  const trpc = useTRPC();
  const mayEdit = useMay("department.save");
  const departments = useQuery(trpc.forwarding.departments.queryOptions());
  const [editing, setEditing] = useState<DepartmentView | "new" | null>(null);
  return (
    <Page
      bar={
        <>
          <PaneTitle>{t("departments.title")}</PaneTitle>
          <span className="truncate text-text-3 max-sm:hidden">{t("departments.sub")}</span>
          {mayEdit && (
            <Button icon={Plus} className="ml-auto" onClick={() => setEditing("new")}>
              {t("departments.add")}
            </Button>
          )}
        </>
      }
    >
      {departments.isError && <Problem error={departments.error} onRetry={() => void departments.refetch()} />}
      {departments.isPending && <SkeletonRows count={3} height={64} />}
      {departments.data?.length === 0 && (
        <EmptyState>{t(mayEdit ? "departments.empty" : "departments.emptyNoRight")}</EmptyState>
      )}
      {departments.data && departments.data.length > 0 && (
        <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {departments.data.map((department) => (
            <DepartmentCard key={department.id} department={department} onEdit={mayEdit ? setEditing : null} />
          ))}
        </ul>
      )}
      <Questions brand={brand} />
      {editing && <DepartmentDialog department={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}

type CardProps = { department: DepartmentView; onEdit: ((department: DepartmentView) => void) | null };

function DepartmentCard({ department, onEdit }: CardProps) {
  const { t } = useTexts("forwarding");
  const { t: say } = useTexts("commonWords");
  const format = useFormat();
  const { medianSeconds, onTime, open, overdue } = department;
  const pace =
    medianSeconds === null
      ? [t("departments.noPace")]
      : [t("departments.pace", { time: format.span(medianSeconds) }), onTime && t("departments.onTime", onTime)];
  return (
    <li className="flex min-w-0 flex-col gap-1.5 rounded-l border border-line px-3 pt-2 pb-2.5">
      <div className="flex min-h-7 items-center gap-2">
        <h2 className="min-w-0 flex-1 truncate font-strong">{department.name}</h2>
        {onEdit && (
          <Button
            size="s"
            variant="plain"
            aria-label={t("departments.edit", { name: department.name })}
            onClick={() => onEdit(department)}
          >
            {say("edit")}
          </Button>
        )}
      </div>
      <ul className="grid gap-0.5">
        {department.contacts.map((contact) => (
          <li key={contact.id} className="truncate">
            {contact.name} <span className="text-text-3">{contact.mail}</span>
          </li>
        ))}
      </ul>
      <p className="truncate text-12 text-text-3">
        {[
          department.topics.slice(0, 6).join(", "),
          department.deputy && t("departments.deputyIs", { name: department.deputy.name }),
          department.auto && t("departments.byRule"),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <p className="mt-auto pt-1 text-12 text-text-3">
        {t("departments.out", { count: open })}
        {overdue > 0 && <span className="text-ask">, {t("departments.late", { count: overdue })}</span>}
        {" · "}
        {[t("departments.promises", { hours: department.answerHours }), ...pace].filter(Boolean).join(" · ")}
      </p>
    </li>
  );
}

type State = NonNullable<ForwardFilter["state"]>;
const empties = { open: "list.emptyOpen", overdue: "list.emptyOverdue", answered: "list.emptyAnswered" } as const;

function Questions({ brand }: { brand: string | undefined }) {
  const { t } = useTexts("forwarding");
  const trpc = useTRPC();
  const [state, setState] = useState<State>("open");
  const list = useQuery(trpc.forwarding.list.queryOptions({ state, brand }));
  return (
    <Card
      flush
      title={t("list.title")}
      aside={
        <Tabs
          value={state}
          onChange={setState}
          label={t("list.title")}
          tabs={(["open", "overdue", "answered"] as const).map((value) => ({ value, label: t(`list.${value}`) }))}
        />
      }
    >
      {list.isError && <Problem error={list.error} onRetry={() => void list.refetch()} className="m-3" />}
      {list.isPending && <SkeletonRows count={4} height={72} />}
      {list.data?.length === 0 && <EmptyState className="border-t border-line">{t(empties[state])}</EmptyState>}
      {list.data && list.data.length > 0 && (
        <ul className="border-t border-line">
          {list.data.map((forward) => (
            <ForwardItem key={forward.id} forward={forward} linked />
          ))}
        </ul>
      )}
    </Card>
  );
}
