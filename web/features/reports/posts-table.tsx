import { useId, useState } from "react";
import { notComparable, postFormula, type RateFormula, rateParts, type Unit } from "#shared/reports/closed-list.ts";
import type { PostFigures } from "#shared/reports/schema.ts";
import { formulaTexts, notComparableTexts } from "#shared/reports/texts/en.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { controlClass } from "#web/ui/field.tsx";
import { Card } from "#web/ui/panes.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { PostName } from "./post-name.tsx";
import { type SortColumn, type Sorting, sortBy, sortColumns, sortPosts } from "./sort.ts";
import { NotAvailable, useSay, useWhy } from "./value.tsx";

type Props = {
  posts: PostFigures[];
  formula: RateFormula;
  open: string | null;
  onOpen: (id: string) => void;
};

const first = 50;
/** Columns that only stand where there is room; on a narrow page the row's drawer has them. */
const wide = "@max-[620px]:hidden";

/** Every post of the period with its numbers; a row opens to where they come from. */
export function PostsTable({ posts, formula, open, onOpen }: Props) {
  const { t } = useTexts("reports");
  const { number } = useFormat();
  const [sorting, setSorting] = useState<Sorting>({ by: "rate", direction: "descending" });
  const [all, setAll] = useState(false);
  const sorted = sortPosts(posts, sorting);
  const shown = all ? sorted : sorted.slice(0, first);
  const head = (
    <>
      <Th>{t("posts.post")}</Th>
      {sortColumns.map((by) => (
        <Th
          key={by}
          end
          sorted={sorting.by === by ? sorting.direction : undefined}
          onSort={() => setSorting(sortBy(sorting, by))}
          className={cx(by !== sorting.by && by !== "rate" && by !== "interactions" && wide)}
        >
          {t(`posts.${by}`)}
        </Th>
      ))}
    </>
  );
  return (
    <Card
      flush
      title={
        <>
          {t("posts.title")} <span className="ml-1 font-normal text-text-3">{number(posts.length)}</span>
        </>
      }
      aside={<SortChoice sorting={sorting} by={formulaTexts[postFormula(formula)].name} onSort={setSorting} />}
    >
      <Table caption={t("posts.title")} head={head}>
        {shown.map((post) => (
          <PostRow
            key={post.id}
            post={post}
            unit={rateParts[postFormula(formula)].unit}
            sorted={sorting.by}
            open={open === post.id}
            onOpen={onOpen}
          />
        ))}
      </Table>
      <NotComparable formula={postFormula(formula)} />
      {shown.length < sorted.length && (
        <p className="border-t border-line px-3 py-2">
          <Button size="s" onClick={() => setAll(true)}>
            {t("posts.more", { count: sorted.length - shown.length })}
          </Button>
        </p>
      )}
    </Card>
  );
}

type SortProps = { sorting: Sorting; by: string; onSort: (sorting: Sorting) => void };

/** Where columns are hidden, their headers cannot be pressed: a control sorts by them all the same. */
function SortChoice({ sorting, by, onSort }: SortProps) {
  const { t } = useTexts("reports");
  const id = useId();
  return (
    <>
      <span className={wide}>{by.charAt(0).toLowerCase() + by.slice(1)}</span>
      <span className="hidden items-center gap-2 @max-[620px]:flex">
        <label htmlFor={id} className="whitespace-nowrap">
          {t("posts.sort")}
        </label>
        <select
          id={id}
          value={sorting.by}
          onChange={(event) => onSort({ by: event.target.value as SortColumn, direction: "descending" })}
          className={cx(controlClass, "h-8 w-auto px-1.5 max-sm:h-11")}
        >
          {sortColumns.map((by) => (
            <option key={by} value={by}>
              {t(`posts.${by}`)}
            </option>
          ))}
        </select>
      </span>
    </>
  );
}

/** The two rates of the table stand side by side and are not the same thing. */
function NotComparable({ formula }: { formula: RateFormula }) {
  const { t } = useTexts("reports");
  const { t: tell } = useTexts("reportFormulas");
  const why = notComparable({ formula, aggregate: null }, { formula: "reach", aggregate: null });
  if (why.length === 0) return null;
  return (
    <p className={cx("border-t border-line px-3 py-1.5 text-12 text-text-3", wide)}>
      {tell("columns.no", { first: t("posts.rate"), second: t("posts.reach") })}{" "}
      {why.map((one) => notComparableTexts[one]).join(" ")}
    </p>
  );
}

/** Followers nobody read at the time are marked, so that nobody takes them for a reading. */
function Estimated({ how }: { how: "interpolated" | "nearest" }) {
  const { t } = useTexts("reports");
  const why = t(`how.${how}`);
  return (
    <span className="ml-0.5 text-text-3" title={why}>
      <span aria-hidden>≈</span>
      <span className="sr-only">, {why}</span>
    </span>
  );
}

type RowProps = { post: PostFigures; unit: Unit; sorted: SortColumn; open: boolean; onOpen: (id: string) => void };

function PostRow({ post, unit, sorted, open, onOpen }: RowProps) {
  const { t } = useTexts("reports");
  const { number, day, time } = useFormat();
  const say = useSay();
  const why = useWhy();
  const counts = (count: number | null, missing: string) =>
    count === null ? <NotAvailable why={missing} /> : number(count);
  const cell = (by: SortColumn) => cx(by !== sorted && by !== "rate" && by !== "interactions" && wide);
  const title = post.title || t("posts.untitled");
  return (
    <Tr selected={open} onClick={() => onOpen(post.id)} className="cursor-pointer">
      <Td className="w-full max-w-0 min-w-32">
        <PostName post={post} wraps />
      </Td>
      <Td end className={cx("text-text-2", cell("published"))}>
        {day(post.publishedAt)} {time(post.publishedAt)}
      </Td>
      <Td end className={cell("interactions")}>
        {counts(post.interactions, why("no_counts"))}
      </Td>
      <Td end className={cell("followers")}>
        {counts(post.followers?.count ?? null, why("no_followers"))}
        {post.followers && post.followers.how !== "reading" && <Estimated how={post.followers.how} />}
      </Td>
      <Td end className={cell("rate")}>
        <button
          type="button"
          aria-label={`${say(post.rate, unit)}. ${t("posts.open", { title })}`}
          title={post.rate === null ? why(post.missing) : undefined}
          onClick={(event) => {
            event.stopPropagation();
            onOpen(post.id);
          }}
          className={cx(
            "border-b border-dotted",
            post.rate === null ? "na" : "border-current text-accent",
            open && "font-strong",
          )}
        >
          {say(post.rate, unit)}
        </button>
      </Td>
      <Td end className={cell("reach")}>
        {post.rateByReach === null ? <NotAvailable why={t("posts.noReach")} /> : say(post.rateByReach, "share")}
      </Td>
    </Tr>
  );
}
