import { useQuery } from "@tanstack/react-query";
import { Plus, Search } from "lucide-react";
import { useState } from "react";
import { isWearing, type ListedTemplate } from "#shared/replies/template-wear.ts";
import { foldedWords } from "#shared/text.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Count, Pill, Tag } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { IconInput } from "#web/ui/field.tsx";
import { Panes, PaneTitle } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Tooltip } from "#web/ui/tooltip.tsx";
import { type Content, TemplateEditor } from "./template-editor.tsx";

/** A template that is not saved yet has no id. */
type Editing = ListedTemplate | "new" | null;

/** Every template of a brand beside the one that is being read or changed. */
export function TemplatesScreen({ brand }: { brand: string | undefined }) {
  const { t } = useTexts("replies");
  const may = useMay("template.save");
  const list = useQuery(useTRPC().templates.list.queryOptions({ brand }));
  const [chosen, choose] = useState<string | null>(null);
  const [start, setStart] = useState<Content | undefined>();
  const setChosen = (id: string | null) => {
    setStart(undefined);
    choose(id);
  };
  const editing: Editing = chosen === "new" ? "new" : (list.data?.find((each) => each.id === chosen) ?? null);
  return (
    <Panes
      listLabel={t("templates.title")}
      showDetail={editing !== null}
      list={<TemplateList list={list} chosen={chosen} onChoose={setChosen} may={may} />}
      detail={
        editing ? (
          <TemplateEditor
            key={`${chosen} ${start?.variants[0]?.body ?? ""}`}
            template={editing === "new" ? null : editing}
            start={start}
            onStart={(content) => {
              setStart(content);
              choose("new");
            }}
            onClose={() => setChosen(null)}
            onSaved={setChosen}
          />
        ) : (
          <p className="m-auto px-6 text-center text-text-2">{may ? t("templates.choose") : t("templates.viewer")}</p>
        )
      }
    />
  );
}

type Loaded = { data?: ListedTemplate[]; error: unknown; refetch: () => unknown };
type ListProps = { list: Loaded; chosen: string | null; onChoose: (id: string | null) => void; may: boolean };

function TemplateList({ list, chosen, onChoose, may }: ListProps) {
  const { t } = useTexts("replies");
  const [typed, setTyped] = useState("");
  const found = (list.data ?? []).filter((template) => matches(template, typed));
  return (
    <>
      <header className="flex h-(--bar) shrink-0 items-center gap-2 pr-3 pl-3.5 max-sm:pl-4">
        <PaneTitle>{t("templates.title")}</PaneTitle>
        {list.data && <Count>{list.data.length}</Count>}
        {may && (
          <Button icon={Plus} size="s" className="ml-auto" onClick={() => onChoose("new")}>
            {t("templates.new")}
          </Button>
        )}
      </header>
      <div className="shrink-0 border-b border-line px-3 pb-2">
        <IconInput
          icon={Search}
          type="search"
          value={typed}
          aria-label={t("templates.searchLabel")}
          placeholder={t("templates.search")}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <div className="scroll-y flex-1">
        {list.error ? (
          <Problem error={list.error} onRetry={() => void list.refetch()} className="m-3" />
        ) : !list.data ? (
          <SkeletonRows count={6} height={64} />
        ) : (
          <ul aria-label={t("templates.title")}>
            {found.map((template) => (
              <TemplateRow key={template.id} template={template} on={template.id === chosen} onChoose={onChoose} />
            ))}
          </ul>
        )}
        {list.data && found.length === 0 && (
          <EmptyState
            action={
              list.data.length > 0 ? (
                <Button onClick={() => setTyped("")}>{t("templates.clear")}</Button>
              ) : (
                may && <Button onClick={() => onChoose("new")}>{t("templates.new")}</Button>
              )
            }
          >
            {t(list.data.length > 0 ? "templates.none" : may ? "templates.empty" : "templates.emptyViewer")}
          </EmptyState>
        )}
      </div>
    </>
  );
}

/** Every typed word begins a word of the name or of a text; case and marks do not matter. */
function matches(template: ListedTemplate, typed: string): boolean {
  const words = foldedWords([template.name, ...template.variants.map((variant) => variant.body)].join(" "));
  return foldedWords(typed).every((part) => words.some((word) => word.startsWith(part)));
}

type RowProps = { template: ListedTemplate; on: boolean; onChoose: (id: string) => void };

function TemplateRow({ template, on, onChoose }: RowProps) {
  const { t } = useTexts("replies");
  return (
    <li className={cx("relative border-b border-line", on ? "bg-selected" : "hover:bg-hover")}>
      {on && <span aria-hidden className="absolute inset-y-0 left-0 w-0.75 bg-accent" />}
      <button
        type="button"
        aria-current={on ? "true" : undefined}
        onClick={() => onChoose(template.id)}
        className="block w-full px-3.5 py-2 text-left max-sm:px-4 max-sm:py-3"
      >
        <span className="flex items-center gap-1.5">
          <span className="min-w-0 flex-1 truncate font-medium">{template.name}</span>
          {template.variants.map((variant) => (
            <Tag key={variant.lang}>{variant.lang.toUpperCase()}</Tag>
          ))}
        </span>
        <span className="block truncate leading-4.5 text-text-2">{template.variants[0]?.body}</span>
        <span className="flex items-center gap-2 text-12 text-text-3">
          {t("templates.uses", { count: template.uses })}
          {isWearing(template) && (
            <Tooltip text={t("wear.tagWhy", { sent: template.sent, kept: template.kept })}>
              <Pill tone="warn" className="!h-4.5 !text-11">
                {t("wear.tag")}
              </Pill>
            </Tooltip>
          )}
        </span>
      </button>
    </li>
  );
}
