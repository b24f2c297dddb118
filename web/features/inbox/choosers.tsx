import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { LabelView, PersonView } from "#shared/inbox/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC, useTRPCClient } from "#web/lib/trpc.ts";
import { Avatar } from "#web/ui/avatar.tsx";
import { Dot, dotColors } from "#web/ui/badge.tsx";

const Choices = lazy(() => import("#web/ui/choices.tsx"));

const nobody = "nobody";

type AssignProps = {
  me: PersonView;
  current: string | null | undefined;
  onChoose: (person: PersonView | null) => void;
};

/** Who looks after it: me first, then everybody by name, then nobody. */
export function AssignChoices({ me, current, onChoose }: AssignProps) {
  const { t } = useTexts("inbox");
  const people = useQuery(useTRPC().inbox.people.queryOptions());
  const others = (people.data ?? []).filter((person) => person.id !== me.id);
  const all = [me, ...others];
  if (people.error)
    return <Problem error={people.error} onRetry={() => void people.refetch()} className="m-2 max-w-72" />;
  return (
    <Suspense fallback={null}>
      <Choices
        label={t("assign.title")}
        search={t("assign.search")}
        empty={() => t("assign.none")}
        onChoose={(id) => onChoose(id === nobody ? null : (all.find((person) => person.id === id) ?? null))}
        choices={[
          ...all.map((person) => ({
            id: person.id,
            label: person.name,
            detail: person.id === me.id ? t("assign.me") : undefined,
            words: person.id === me.id ? [t("assign.me")] : [],
            chosen: current === person.id,
            mark: <Avatar name={person.name} size="s" />,
          })),
          { id: nobody, label: t("assign.nobody"), chosen: current === null, mark: <Avatar name={null} size="s" /> },
        ]}
      />
    </Suspense>
  );
}

type LabelProps = { current: readonly LabelView[]; onToggle: (label: LabelView, on: boolean) => void };

/** Labels on and off; a name nobody has used yet becomes a new one. The list stays open for the next. */
export function LabelChoices({ current, onToggle }: LabelProps) {
  const { t } = useTexts("inbox");
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const labels = useQuery(trpc.inbox.labels.queryOptions());
  const [error, setError] = useState<unknown>(null);
  const on = new Set(current.map((label) => label.id));
  const create = async (name: string) => {
    try {
      const color = dotColors[(labels.data?.length ?? 0) % dotColors.length] ?? "grey";
      const label = await api.inbox.createLabel.mutate({ name, color });
      await queries.invalidateQueries({ queryKey: trpc.inbox.labels.pathKey() });
      onToggle(label, true);
    } catch (failed) {
      setError(failed);
    }
  };
  if (labels.error)
    return <Problem error={labels.error} onRetry={() => void labels.refetch()} className="m-2 max-w-72" />;
  return (
    <Suspense fallback={null}>
      {error !== null && <Problem error={error} className="m-2 max-w-60" />}
      <Choices
        label={t("labels.title")}
        search={t("labels.search")}
        empty={() => t("labels.none")}
        create={{ say: (name) => t("labels.create", { name }), run: (name) => void create(name) }}
        onChoose={(id) => {
          const label = labels.data?.find((each) => each.id === id);
          if (label) onToggle(label, !on.has(id));
        }}
        choices={(labels.data ?? []).map((label) => ({
          id: label.id,
          label: label.name,
          chosen: on.has(label.id),
          mark: <Dot color={label.color} />,
        }))}
      />
    </Suspense>
  );
}
