import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { InboxFilter, ThreadKind, ThreadStatus } from "#shared/inbox/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Dot } from "#web/ui/badge.tsx";
import { Chip } from "#web/ui/chip.tsx";
import type { Choice } from "#web/ui/choices.tsx";
import { Chooser } from "#web/ui/chooser.tsx";
import { NetworkIcon } from "#web/ui/network-icon.tsx";
import { type Narrowing, narrowingsIn, viewOf, widened } from "./views.ts";

// Listed here, because the schemas that also list them would be the largest part of the page.
const kinds = ["comment", "mention", "quote", "visitor_post"] as const satisfies ThreadKind[];
const statuses = ["open", "waiting", "done", "snoozed"] as const satisfies ThreadStatus[];

const Choices = lazy(() => import("#web/ui/choices.tsx"));

type Props = { filter: InboxFilter; onFilter: (next: InboxFilter) => void };

/** What narrows the list down, each with its cross; then the ways to narrow it further. */
export function FilterChips({ filter, onFilter }: Props) {
  const { t } = useTexts("inbox");
  const used = narrowingsIn(filter);
  const drop = (part: Narrowing) => onFilter({ ...filter, [part]: undefined });
  return (
    <div className="-mx-3 flex gap-1.5 overflow-x-auto px-3 [scrollbar-width:none]">
      {used.map((part) => (
        <PartChip key={part} part={part} filter={filter} onFilter={onFilter} onRemove={() => drop(part)} />
      ))}
      {(["lang", "label"] as const)
        .filter((part) => !used.includes(part))
        .map((part) => (
          <PartChip key={part} part={part} filter={filter} onFilter={onFilter} />
        ))}
      <AddFilter filter={filter} onFilter={onFilter} />
      {used.length > 1 && (
        <Chip onClick={() => onFilter(widened(filter))} className="!border-transparent">
          {t("filter.clear")}
        </Chip>
      )}
    </div>
  );
}

type PartProps = Props & { part: Narrowing; onRemove?: () => void };

function PartChip({ part, filter, onFilter, onRemove }: PartProps) {
  const { t } = useTexts("inbox");
  const [open, setOpen] = useState(false);
  const { say, title } = usePart(part, filter);
  if (onRemove)
    return (
      <Chip on onRemove={onRemove} removeLabel={t("filter.remove", { name: say })}>
        <span className="max-w-40 truncate">{say}</span>
      </Chip>
    );
  return (
    <Chooser title={title} open={open} onOpenChange={setOpen} align="start" trigger={<Chip>{title}</Chip>}>
      <PartChoices
        part={part}
        filter={filter}
        onFilter={(next) => {
          setOpen(false);
          onFilter(next);
        }}
      />
    </Chooser>
  );
}

const addable = ["kind", "channel", "assignee", "status", "label", "lang", "question"] as const;

/** First what to filter by, then the value. */
function AddFilter({ filter, onFilter }: Props) {
  const { t } = useTexts("inbox");
  const [open, setOpen] = useState(false);
  const [part, setPart] = useState<Narrowing | null>(null);
  const finish = (next: InboxFilter) => {
    setOpen(false);
    onFilter(next);
  };
  const choose = (id: string) =>
    id === "question" ? finish({ ...filter, question: true }) : setPart(addable.find((each) => each === id) ?? null);
  return (
    <Chooser
      title={t("filter.add")}
      open={open}
      align="start"
      onOpenChange={(next) => {
        setPart(null);
        setOpen(next);
      }}
      trigger={<Chip icon={<Plus aria-hidden size={12} strokeWidth={2} />}>{t("filter.add")}</Chip>}
    >
      {part ? (
        <PartChoices part={part} filter={filter} onFilter={finish} />
      ) : (
        <Suspense fallback={null}>
          <Choices
            plain
            label={t("filter.add")}
            search={t("filter.add")}
            empty={() => ""}
            onChoose={choose}
            choices={addable
              .filter((each) => filter[each] === undefined)
              .map((each) => ({ id: each, label: partTitle(t, each) }))}
          />
        </Suspense>
      )}
    </Chooser>
  );
}

type Say = ReturnType<typeof useTexts<"inbox">>["t"];

const partTitle = (t: Say, part: Narrowing): string =>
  ({
    lang: t("filter.language"),
    label: t("filter.label"),
    kind: t("filter.kind"),
    status: t("filter.status"),
    assignee: t("filter.assignee"),
    channel: t("filter.channel"),
    question: t("filter.question"),
    post: t("filter.post"),
  })[part];

function usePart(part: Narrowing, filter: InboxFilter): { say: string; title: string } {
  const { t } = useTexts("inbox");
  const choices = usePartChoices(part, filter);
  const title = partTitle(t, part);
  const value = filter[part];
  if (part === "question" || part === "post" || typeof value !== "string") return { say: title, title };
  return { say: choices.find((choice) => choice.id === value)?.label ?? title, title };
}

function PartChoices({ part, filter, onFilter }: Props & { part: Narrowing }) {
  const { t } = useTexts("inbox");
  const choices = usePartChoices(part, filter);
  return (
    <Suspense fallback={null}>
      <Choices
        plain={choices.length < 8}
        label={partTitle(t, part)}
        search={partTitle(t, part)}
        empty={() =>
          t(part === "label" ? "filter.noLabels" : part === "channel" ? "filter.noChannels" : "filter.noLanguages")
        }
        onChoose={(id) => onFilter({ ...filter, [part]: id })}
        choices={choices}
      />
    </Suspense>
  );
}

const usualLanguages = ["en", "tr", "fi", "pl"];

/** The values one can filter by: from the server where they are the team's own, else fixed. */
function usePartChoices(part: Narrowing, filter: InboxFilter): Choice[] {
  const { t } = useTexts("inbox");
  const format = useFormat();
  const trpc = useTRPC();
  const labels = useQuery(trpc.inbox.labels.queryOptions(undefined, { enabled: part === "label" }));
  const people = useQuery(trpc.inbox.people.queryOptions(undefined, { enabled: part === "assignee" }));
  const channels = useQuery(
    trpc.channels.list.queryOptions({ ...(filter.brand && { brand: filter.brand }) }, { enabled: part === "channel" }),
  );
  if (part === "label")
    return (labels.data ?? []).map(({ id, name, color }) => ({ id, label: name, mark: <Dot color={color} /> }));
  if (part === "channel")
    return (channels.data ?? []).map(({ id, name, network }) => ({
      id,
      label: name,
      mark: <NetworkIcon look="glyph" network={network} />,
    }));
  if (part === "assignee")
    return [
      { id: "me", label: t("filter.me") },
      { id: "none", label: t("filter.nobody") },
      ...(people.data ?? []).map(({ id, name }) => ({ id, label: name })),
    ];
  if (part === "lang") return usualLanguages.map((lang) => ({ id: lang, label: format.language(lang) }));
  if (part === "kind") return kinds.map((kind) => ({ id: kind, label: t(`kind.${kind}`) }));
  if (part === "status")
    return [...statuses, "all" as const]
      .filter((status) => status !== (viewOf(filter) === null ? undefined : (filter.status ?? "open")))
      .map((status) => ({ id: status, label: t(`status.${status}`) }));
  return [];
}
