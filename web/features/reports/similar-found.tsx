import type { Range, Similar, SimilarPost } from "#shared/reports/similar-schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { NetworkIcon } from "#web/ui/network-icon.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";

/** The range that posts like a draft got, beside that of all, and the posts themselves with why they are alike. */
export function SimilarFound({ similar }: { similar: Similar }) {
  const { t } = useTexts("ahead");
  const { number, percent, decimal } = useFormat();
  const rate = (value: number | null) => (similar.rateUnit === "share" ? percent(value, 2) : decimal(value, 2));
  const said = (range: NonNullable<Range>, say: (value: number) => string) => ({
    n: number(range.n),
    ...{ q1: say(range.q1), median: say(range.median), q3: say(range.q3) },
  });
  const count = (value: number) => number(Math.round(value));
  return (
    <div className="mt-4 grid gap-2 border-t border-line pt-3" role="status">
      <p className="text-12 text-text-3">{t("similar.kind", { kind: t(`similar.kinds.${similar.kind}`) })}</p>
      {similar.interactions ? (
        <>
          {similar.rate && <p className="font-medium">{t("similar.rate", said(similar.rate, rate))}</p>}
          {similar.atToday && (
            <p className="font-medium">
              {t("similar.atToday", {
                followers: number(similar.atToday.followers),
                q1: count(similar.atToday.q1),
                q3: count(similar.atToday.q3),
              })}
            </p>
          )}
          <p>{t("similar.range", said(similar.interactions, count))}</p>
        </>
      ) : (
        <p className="font-medium">{t("similar.few", { count: similar.posts.length })}</p>
      )}
      {similar.allInteractions && (
        <p className="text-text-2">{t("similar.all", said(similar.allInteractions, count))}</p>
      )}
      <p className="text-12 text-text-3">{t("similar.notPromise")}</p>
      {similar.posts.length > 0 && <Posts posts={similar.posts} rate={rate} />}
    </div>
  );
}

type PostsProps = { posts: SimilarPost[]; rate: (value: number | null) => string };

function Posts({ posts, rate }: PostsProps) {
  const { t } = useTexts("ahead");
  const { number, full } = useFormat();
  const head = (
    <>
      <Th>{t("similar.post")}</Th>
      <Th end>{t("similar.interactions")}</Th>
      <Th end className="max-sm:hidden">
        {t("similar.rateColumn")}
      </Th>
    </>
  );
  const why = (post: SimilarPost) =>
    [
      t("similar.why", { parts: post.because.map((part) => t(`similar.because.${part}`)).join(", ") }),
      post.sharedWords.length > 0 && t("similar.shared", { words: post.sharedWords.join(", ") }),
    ]
      .filter(Boolean)
      .join("; ");
  return (
    <Table caption={t("similar.list")} head={head} className="-mx-3">
      {posts.map((post) => (
        <Tr key={post.id}>
          <Td>
            <span className="flex items-start gap-2 py-1.5">
              <NetworkIcon network={post.network} />
              <span className="min-w-0">
                <span className="line-clamp-1">{post.title}</span>
                <span className="block text-12 text-text-3">
                  {full(post.publishedAt)}, {why(post)}
                </span>
              </span>
            </span>
          </Td>
          <Td end>{number(post.interactions)}</Td>
          <Td end className="max-sm:hidden">
            {rate(post.rate)}
          </Td>
        </Tr>
      ))}
    </Table>
  );
}
