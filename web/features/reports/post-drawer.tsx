import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { postFormula, type RateFormula, rateFormulaIds, rateParts } from "#shared/reports/closed-list.ts";
import { rateOf } from "#shared/reports/rates.ts";
import type { PostFigures } from "#shared/reports/schema.ts";
import { formulaTexts } from "#shared/reports/texts/en.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { Drawer } from "#web/ui/drawer.tsx";
import { NetworkIcon, networkName } from "#web/ui/network-icon.tsx";
import { aboveTabs, Big, Fact, Facts, Formula, Heading } from "./drawer-parts.tsx";
import { PostMarks } from "./post-marks.tsx";
import { PostReadings } from "./post-readings.tsx";
import { NotAvailable, useSay, useWhy } from "./value.tsx";

type Props = {
  post: PostFigures;
  formula: RateFormula;
  brand: string;
  back: { name: string; onBack: () => void } | null;
  onClose: () => void;
};

const partNames = ["likes", "comments", "shares", "quotes"] as const;

/** Where the rate of one post comes from: its counts, its followers then, and when each was read. */
export function PostDrawer({ post, formula: asked, brand, back, onClose }: Props) {
  const { t } = useTexts("reports");
  const { number } = useFormat();
  const say = useSay();
  const why = useWhy();
  const formula = postFormula(asked);
  const { top, bottom, unit, scale } = rateParts[formula];
  const counted = rateOf(post, formula);
  const summed =
    top === "interactions" ? partNames : top === "shares" ? (["shares", "quotes"] as const) : ([top] as const);
  const given = summed.filter((part) => post.parts[part] !== null);
  const sum = given.map((part) => number(post.parts[part])).join(" + ");
  const figures =
    counted.rate === null || bottom === "one"
      ? null
      : { top: scale === 1 ? sum : `(${sum}) × ${number(scale)}`, bottom: number(counted.bottom) };
  const names = given.length > 0 ? given.map((part) => t(`drawer.${part}`)).join(" + ") : t("formula.rateTop");
  const words = bottom === "one" ? { top: names } : { top: names, bottom: formulaTexts[formula].bottom };
  return (
    <Drawer title={t("drawer.title")} onClose={onClose} className={aboveTabs}>
      {back && (
        <Button size="s" variant="plain" icon={ArrowLeft} onClick={back.onBack} className="mb-1 -ml-2">
          {t("drawer.back", { name: back.name })}
        </Button>
      )}
      <p className="flex min-w-0 items-center gap-1.5 text-12 text-text-2">
        <NetworkIcon network={post.network} />
        <span className="truncate">{post.title || t("posts.untitled")}</span>
        <span className="shrink-0 text-text-3">· {t("drawer.onePost")}</span>
      </p>
      <Big>{post.rate === null ? <NotAvailable why={why(post.missing)} /> : say(post.rate, unit)}</Big>
      <p className="font-strong">{formulaTexts[formula].name}</p>
      {post.rate === null && <p className="text-text-2">{why(post.missing)}</p>}
      <Formula words={words} figures={figures} />
      <PostFacts post={post} />
      <PostReadings post={post} />
      <Heading>{t("drawer.otherFormulas")}</Heading>
      <OtherFormulas post={post} formula={formula} />
      <Heading>{t("drawer.marks")}</Heading>
      <PostMarks postId={post.id} />
      <Heading>{t("drawer.source")}</Heading>
      <p className="text-pretty text-text-2">{formulaTexts[formula].source}.</p>
      <p className="mt-3.5 flex flex-wrap gap-1.5">
        <Link to="/inbox" search={{ brand, post: post.id, status: "all" }} className={buttonClass("default", "s")}>
          {t("drawer.threads")}
        </Link>
        {post.url && (
          <a href={post.url} target="_blank" rel="noreferrer noopener" className={buttonClass("default", "s")}>
            {t("drawer.openThere", { network: networkName(post.network) })}
          </a>
        )}
      </p>
    </Drawer>
  );
}

/** What the same post says by every other formula, so that nobody has to wonder where another tool's number came from. */
function OtherFormulas({ post, formula }: { post: PostFigures; formula: RateFormula }) {
  const say = useSay();
  const why = useWhy();
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1">
      {rateFormulaIds
        .filter((id) => id !== formula && rateParts[id].per === "post")
        .map((id) => {
          const { rate, missing } = rateOf(post, id);
          return (
            <Fragment key={id}>
              <dt className="text-text-2">{formulaTexts[id].name}</dt>
              <dd className="text-right tabular-nums">
                {rate === null ? <NotAvailable why={why(missing)} /> : say(rate, rateParts[id].unit)}
              </dd>
            </Fragment>
          );
        })}
    </dl>
  );
}

function PostFacts({ post }: { post: PostFigures }) {
  const { t } = useTexts("reports");
  const { t: tell } = useTexts("reportFormulas");
  const { number, full, list } = useFormat();
  const absent = partNames.filter((part) => post.parts[part] === null).map((part) => t(`drawer.${part}`));
  const notes: ReactNode[] = [
    !post.settled && t("drawer.settlingPost"),
    post.deleted && t("drawer.deletedPost"),
    (post.paid === "paid" || post.paid === "mixed") && t("drawer.paidPost"),
    absent.length > 0 && post.interactions !== null && t("drawer.notGiven", { parts: list(absent) }),
  ].filter(Boolean);
  return (
    <Facts>
      <Fact name={t("posts.published")}>{full(post.publishedAt)}</Fact>
      {post.interactions !== null && (
        <Fact name={t("posts.interactions")}>
          {t("unit.interactions", { amount: number(post.interactions) })}
          {post.paidInteractions !== null && (
            <span className="block text-12 text-text-3">
              {tell("drawer.paidPart", { amount: number(post.paidInteractions) })}
            </span>
          )}
        </Fact>
      )}
      {post.followers && (
        <Fact name={t("posts.followers")}>
          {t("unit.followers", { amount: number(post.followers.count) })}
          <span className="block text-12 text-text-3">{t(`how.${post.followers.how}`)}</span>
        </Fact>
      )}
      {notes.length > 0 && (
        <Fact name={t("drawer.status")}>
          {notes.map((note) => (
            <span key={String(note)} className="block">
              {note}
            </span>
          ))}
        </Fact>
      )}
    </Facts>
  );
}
