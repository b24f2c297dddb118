import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must } from "#bff/connectors/must.ts";
import { Post } from "./api.ts";
import { pageAt, readAll } from "./lists.ts";
import type { Page } from "./page.ts";
import { enc } from "./urns.ts";

type Listed = { posts: Post[]; on: boolean };

/** The page's posts, newest first, from an offset. */
export async function postsAt(page: Page, items: IncomingItem[], start: number, size: number): Promise<Listed> {
  const asked = `/rest/posts?q=author&author=${enc(page.urn)}&sortBy=CREATED`;
  const read = await pageAt(page, asked, start, size);
  const posts = readAll(Post, read?.data ?? [], items, null).filter(({ isPublished }) => isPublished);
  return { posts, on: read?.on ?? false };
}

/** One post of the page; null where it is gone, is somebody else's or cannot be read. */
export async function postAt(page: Page, urn: string): Promise<Post | null> {
  const post = Post.safeParse(must(await page.find(`/rest/posts/${enc(urn)}`))).data;
  return post?.by === page.urn ? post : null;
}

/** Whether LinkedIn itself says that a post is no longer there. */
export const isGone = async (page: Page, urn: string): Promise<boolean> =>
  must(await page.find(`/rest/posts/${enc(urn)}`)) === null;
