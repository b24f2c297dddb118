import { type AtomFeed, type JsonFeed, parseFeed, type RdfFeed, type RssFeed } from "feedsmith";
import { textOfHtml } from "#bff/connectors/html-text.ts";

/** One entry of a feed, whatever form it came in. Times are ISO; null where the feed does not say. */
export type Entry = {
  id: string | null;
  url: string | null;
  title: string;
  text: string;
  author: { name: string; url: string | null } | null;
  publishedAt: string | null;
  updatedAt: string | null;
  lang: string | null;
};

export type Feed = { title: string; home: string | null; hub: string | null; self: string | null; entries: Entry[] };

/** Reads RSS, Atom, RDF or JSON Feed; null when it is none of them. */
export function readFeed(content: string): Feed | null {
  try {
    const { format, feed } = parseFeed(content);
    if (format === "atom") return ofAtom(feed);
    if (format === "json") return ofJson(feed);
    return ofRss(feed);
  } catch {
    return null;
  }
}

type Link = { href?: string; rel?: string; type?: string };
const linkOf = (links: Link[] | undefined, rel: string): string | null =>
  links?.find((link) => (link.rel ?? "alternate") === rel)?.href ?? null;

function timeOf(text: string | undefined): string | null {
  const at = Date.parse(text ?? "");
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

const langOf = (text: string | undefined): string | null => text?.split("-")[0]?.toLowerCase() || null;

function ofRss(feed: RssFeed.Feed<string> | RdfFeed.Feed<string>): Feed {
  const lang = langOf("language" in feed ? feed.language : feed.dc?.languages?.[0]);
  return {
    title: textOfHtml(feed.title ?? ""),
    home: feed.link ?? null,
    hub: linkOf(feed.atom?.links, "hub"),
    self: linkOf(feed.atom?.links, "self"),
    entries: (feed.items ?? []).map((item) => {
      const written = "authors" in item ? item.authors?.[0] : undefined;
      const name = item.dc?.creators?.[0] ?? written?.name ?? written?.email;
      const guid = "guid" in item ? item.guid?.value : "rdf" in item ? item.rdf?.about : undefined;
      return {
        id: guid ?? item.link ?? null,
        url: item.link ?? null,
        title: textOfHtml(item.title ?? ""),
        text: textOfHtml(item.content?.encoded ?? item.description ?? ""),
        author: name ? { name, url: null } : null,
        publishedAt: timeOf("pubDate" in item ? item.pubDate : undefined) ?? timeOf(item.dc?.dates?.[0]),
        updatedAt: timeOf(item.atom?.updated),
        lang,
      };
    }),
  };
}

const atomText = (text: { value?: string; type?: string } | undefined): string =>
  text?.type && text.type !== "text" ? textOfHtml(text.value ?? "") : (text?.value ?? "").trim();

function ofAtom(feed: AtomFeed.Feed<string>): Feed {
  return {
    title: atomText(feed.title),
    home: linkOf(feed.links, "alternate"),
    hub: linkOf(feed.links, "hub"),
    self: linkOf(feed.links, "self"),
    entries: (feed.entries ?? []).map((entry) => {
      const author = entry.authors?.[0] ?? feed.authors?.[0];
      return {
        id: entry.id ?? linkOf(entry.links, "alternate"),
        url: linkOf(entry.links, "alternate"),
        title: atomText(entry.title),
        text: atomText(entry.content) || atomText(entry.summary),
        author: author?.name ? { name: author.name, url: author.uri ?? null } : null,
        publishedAt: timeOf(entry.published) ?? timeOf(entry.updated),
        updatedAt: timeOf(entry.updated),
        lang: langOf(entry.xml?.lang ?? feed.xml?.lang),
      };
    }),
  };
}

function ofJson(feed: JsonFeed.Feed<string>): Feed {
  return {
    title: feed.title ?? "",
    home: feed.home_page_url ?? null,
    hub: feed.hubs?.find((hub) => hub.type?.toLowerCase() === "websub")?.url ?? null,
    self: feed.feed_url ?? null,
    entries: (feed.items ?? []).map((item) => {
      const author = item.authors?.[0] ?? feed.authors?.[0];
      const url = item.url ?? item.external_url ?? null;
      return {
        id: item.id ?? url,
        url,
        title: item.title ?? "",
        text: item.content_html ? textOfHtml(item.content_html) : (item.content_text ?? item.summary ?? "").trim(),
        author: author?.name ? { name: author.name, url: author.url ?? null } : null,
        publishedAt: timeOf(item.date_published),
        updatedAt: timeOf(item.date_modified),
        lang: langOf(item.language ?? feed.language),
      };
    }),
  };
}

/** The feed a page names in its head, as an absolute address; null when it names none. */
export function feedNamedBy(html: string, base: string): string | null {
  for (const [tag] of html.slice(0, 200_000).matchAll(/<link\b[^>]*>/gi)) {
    const value = (name: string) => new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`, "i").exec(tag)?.[1] ?? "";
    if (!/\balternate\b/i.test(value("rel"))) continue;
    if (!/^application\/(rss\+xml|atom\+xml|feed\+json|json)$/i.test(value("type"))) continue;
    const href = value("href").replaceAll("&amp;", "&");
    if (href && URL.canParse(href, base)) return new URL(href, base).href;
  }
  return null;
}
