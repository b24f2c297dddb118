import { ArrowDownWideNarrow, ArrowUp, ListChecks, MoreHorizontal, Search, X } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import type { InboxFilter } from "#shared/inbox/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useLive } from "#web/lib/live.ts";
import { Count } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { IconInput } from "#web/ui/field.tsx";
import { Kbd } from "#web/ui/kbd.tsx";
import { Menu, MenuItem } from "#web/ui/menu.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { viewOf } from "./views.ts";

type Props = {
  filter: InboxFilter;
  onFilter: (next: InboxFilter) => void;
  count: number | null;
  newCount: number;
  onShowNew: () => void;
  selecting: boolean;
  /** null for those who may only read */
  onSelecting: ((on: boolean) => void) | null;
  searchRef: RefObject<HTMLInputElement | null>;
};

/** The list's title with its count and what is new, the search and the filter. */
export function ListHeader(props: Props) {
  const { filter, onFilter, searchRef } = props;
  return (
    <>
      <TitleBar {...props} />
      <div className="grid shrink-0 gap-2 border-b border-line px-3 pb-2">
        <SearchField
          key={filter.brand}
          value={filter.q ?? ""}
          onSearch={(q) => onFilter({ ...filter, q: q || undefined })}
          inputRef={searchRef}
        />
        <FilterChips filter={filter} onFilter={onFilter} />
      </div>
    </>
  );
}

function TitleBar({ filter, onFilter, count, newCount, onShowNew, selecting, onSelecting }: Props) {
  const { t } = useTexts("inbox");
  const format = useFormat();
  const { connection, since } = useLive();
  const view = viewOf(filter);
  const oldest = filter.sort === "oldest";
  return (
    <header className="flex h-(--bar) shrink-0 items-center gap-2 pr-2 pl-3.5 max-sm:pl-4">
      <h1 className="truncate text-14 font-strong">{view ? t(`views.${view}`) : t("views.all")}</h1>
      {count !== null && <Count>{format.number(count)}</Count>}
      {connection === "lost" && since && (
        <span className="truncate text-12 text-text-3">{t("list.asOf", { time: format.time(since) })}</span>
      )}
      {newCount > 0 && (
        <button
          type="button"
          title={t("list.showNew")}
          onClick={onShowNew}
          className="fade-in ml-1 inline-flex h-5.5 shrink-0 items-center gap-0.75 rounded-full bg-accent-fill pr-2.25 pl-1.5 text-12 font-strong text-on-fill hover:bg-accent-fill-2 focus-visible:rounded-full max-sm:h-8 max-sm:pr-3.5 max-sm:pl-2.5"
        >
          <ArrowUp aria-hidden size={14} strokeWidth={2} />
          {t("list.newRows", { count: newCount })}
        </button>
      )}
      <span className="flex-1" />
      <Menu
        align="end"
        trigger={
          <Button variant="plain" size="s" icon={ArrowDownWideNarrow} title={t("list.sort")}>
            {oldest ? t("list.oldestShort") : t("list.newestShort")}
          </Button>
        }
      >
        <MenuItem chosen={!oldest} onSelect={() => onFilter({ ...filter, sort: undefined })}>
          {t("list.newest")}
        </MenuItem>
        <MenuItem chosen={oldest} onSelect={() => onFilter({ ...filter, sort: "oldest" })}>
          {t("list.oldest")}
        </MenuItem>
      </Menu>
      {onSelecting && (
        <Menu
          align="end"
          trigger={
            <button
              type="button"
              aria-label={t("list.more")}
              title={t("list.more")}
              className="grid size-7 place-items-center rounded-m text-text-2 hover:bg-hover max-sm:size-10"
            >
              <MoreHorizontal aria-hidden size={16} strokeWidth={1.5} />
            </button>
          }
        >
          <MenuItem icon={ListChecks} keys="x" onSelect={() => onSelecting(!selecting)}>
            {selecting ? t("list.stopSelecting") : t("list.select")}
          </MenuItem>
        </Menu>
      )}
    </header>
  );
}

type SearchProps = { value: string; onSearch: (q: string) => void; inputRef: RefObject<HTMLInputElement | null> };
const pause = 250;

/** Searches when the person stops typing; the words stay in the address. */
function SearchField({ value, onSearch, inputRef }: SearchProps) {
  const { t } = useTexts("inbox");
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the wait
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onSearch(typed.trim()), pause);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <IconInput
      ref={inputRef}
      icon={Search}
      type="search"
      maxLength={200}
      value={typed}
      aria-label={t("list.searchLabel")}
      placeholder={t("list.search")}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.currentTarget.blur();
      }}
      className="[&_input::-webkit-search-cancel-button]:hidden"
      after={
        typed ? (
          <button
            type="button"
            aria-label={t("list.clearSearch")}
            onClick={() => {
              setTyped("");
              onSearch("");
            }}
            className="grid size-5 place-items-center hover:text-text max-sm:size-9"
          >
            <X aria-hidden size={14} strokeWidth={1.75} />
          </button>
        ) : (
          <Kbd keys="/" />
        )
      }
    />
  );
}
