import { sayDay, sayNumber } from "#shared/reports/say-figure.ts";
import type { PostFigures, Report } from "#shared/reports/schema.ts";
import type { OutTexts } from "#shared/reports/texts/out-texts.ts";
import { NetworkIcon } from "#web/ui/network-icon.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";

type Props = { report: Report; texts: OutTexts };

/** Every post of the period with its numbers, newest first. */
export function SharedPosts({ report, texts }: Props) {
  const { page } = texts;
  const unit = report.figures.find(({ id }) => id === "rate-median")?.unit ?? "share";
  const head = (
    <>
      <Th>{page.post}</Th>
      <Th className="max-sm:hidden">{page.published}</Th>
      <Th end>{page.interactions}</Th>
      <Th end className="max-sm:hidden">
        {page.followersThen}
      </Th>
      <Th end>{page.rate}</Th>
    </>
  );
  return (
    <section className="overflow-hidden rounded-l border border-line bg-surface" aria-label={page.posts}>
      <h2 className="px-3.5 py-3 font-strong">{page.posts}</h2>
      {report.posts.length === 0 ? (
        <p className="px-3.5 pb-3 text-12 text-text-3">{page.noPosts}</p>
      ) : (
        <Table caption={page.posts} head={head}>
          {report.posts.map((post) => (
            <Tr key={post.id}>
              <Td>
                <PostTitle post={post} texts={texts} />
              </Td>
              <Td className="whitespace-nowrap max-sm:hidden">{sayDay(post.day, texts.locale)}</Td>
              <Td end>{sayNumber(post.interactions, "count", texts)}</Td>
              <Td end className="max-sm:hidden">
                {sayNumber(post.followers?.count ?? null, "count", texts)}
              </Td>
              <Td end>{sayNumber(post.rate, unit, texts)}</Td>
            </Tr>
          ))}
        </Table>
      )}
    </section>
  );
}

function PostTitle({ post, texts: { page } }: { post: PostFigures; texts: OutTexts }) {
  const { ad, partAd, deleted, settling } = page.marks;
  const marks = [
    post.paid === "paid" && ad,
    post.paid === "mixed" && partAd,
    post.deleted && deleted,
    !post.settled && settling,
  ].filter((mark) => mark !== false);
  const title = post.title || page.untitled;
  return (
    <span className="flex items-start gap-2 py-1.5">
      <NetworkIcon network={post.network} />
      <span className="min-w-0">
        {post.url && /^https?:\/\//.test(post.url) ? (
          <a href={post.url} target="_blank" rel="noreferrer noopener" className="link line-clamp-2">
            {title}
          </a>
        ) : (
          <span className="line-clamp-2">{title}</span>
        )}
        {marks.length > 0 && <span className="block text-12 text-text-3">{marks.join(", ")}</span>}
      </span>
    </span>
  );
}
