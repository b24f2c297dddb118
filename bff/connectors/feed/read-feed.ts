import { type AtomFeed, type JsonFeed, parseFeed, type RdfFeed, type RssFeed } from "feedsmith";
import { textOfHtml } from "#bff/connectors/html-text.ts";
import { momentOf } from "./times.ts";

/** One entry of a feed, whatever form it came in. Times are ISO; null where the feed does not say. */
export type Entry = {
  id: string | null;
  url: string | null;
  title: string;
  text: string;
  /** `key` is the name as it stands there, by which people were known before mail addresses were taken off it */
  author: { name: string; url: string | null; key?: string } | null;
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

/** Markup as the beginning of what should be words: it was escaped once more than it had to be. */
const markup = /^<(p|div|h[1-6]|ul|ol|table|blockquote|span|img|br|a)\b[^>]*>/i;

/** WordPress makes pictures of emoji in its feeds; what they stand for is in their `alt`. */
const pictured = /<img\b[^>]*\bclass\s*=\s*["'][^"']*\b(?:wp-smiley|emoji)\b[^>]*>/gi;
const altOf = (picture: string): string => /\balt\s*=\s*["']([^"']*)["']/i.exec(picture)?.[1] ?? "";

function wordsOf(html: string): string {
  const words = textOfHtml(html.replace(pictured, altOf));
  return markup.test(words) ? textOfHtml(words.replace(pictured, altOf)) : words;
}

type Link = { href?: string; rel?: string; type?: string };
const linkOf = (links: Link[] | undefined, rel: string): string | null =>
  links?.find((link) => (link.rel ?? "alternate") === rel)?.href ?? null;

/** An address as it stands in a feed, against the bases around it (xml:base, the site), the inmost last. */
function linked(href: string | undefined | null, ...bases: (string | undefined | null)[]): string | null {
  if (!href) return null;
  const base = bases.reduce<string | undefined>(
    (outer, inner) => (inner && URL.canParse(inner, outer) ? new URL(inner, outer).href : outer),
    undefined,
  );
  return URL.canParse(href, base) ? new URL(href, base).href : href;
}

const langOf = (text: string | undefined): string | null => text?.split("-")[0]?.toLowerCase() || null;

/** "Ada (ada@a.example)" and "Ada <ada@a.example>" are Ada; a mail address alone is all there is. */
function authorOf(key: string) {
  const name = key.replace(/\s*[(<][^()<>\s]+@[^()<>\s]+[)>]$/, "").trim() || key;
  return name === key ? { name, url: null } : { name, url: null, key };
}

function ofRss(feed: RssFeed.Feed<string> | RdfFeed.Feed<string>): Feed {
  const lang = langOf("language" in feed ? feed.language : feed.dc?.languages?.[0]);
  const base = feed.xml?.base;
  return {
    title: textOfHtml(feed.title ?? ""),
    home: linked(feed.link, base),
    hub: linkOf(feed.atom?.links, "hub"),
    self: linkOf(feed.atom?.links, "self"),
    entries: (feed.items ?? []).map((item) => {
      const written = "authors" in item ? item.authors?.[0] : undefined;
      const name = item.dc?.creators?.[0] ?? written?.name ?? written?.email;
      const guid = "guid" in item ? item.guid?.value : "rdf" in item ? item.rdf?.about : undefined;
      const permalink = "guid" in item && item.guid?.isPermaLink !== false && /^https?:/.test(guid ?? "") ? guid : null;
      return {
        id: guid ?? item.link ?? null,
        url: linked(item.link ?? permalink, feed.link, base, item.xml?.base),
        title: textOfHtml(item.title ?? ""),
        text: wordsOf(item.content?.encoded ?? item.description ?? ""),
        author: name ? authorOf(name) : null,
        publishedAt: momentOf("pubDate" in item ? item.pubDate : undefined) ?? momentOf(item.dc?.dates?.[0]),
        updatedAt: momentOf(item.atom?.updated),
        lang,
      };
    }),
  };
}

function atomText(text: { value?: string; type?: string } | undefined): string {
  const value = (text?.value ?? "").trim();
  if (text?.type && !/^text(\/plain)?$/i.test(text.type)) return wordsOf(value);
  // Who leaves the type out may mean markup all the same (Atom 0.3 of wikis and shops).
  return text?.type === undefined && markup.test(value) ? wordsOf(value) : value;
}

function ofAtom(feed: AtomFeed.Feed<string>): Feed {
  return {
    title: atomText(feed.title),
    home: linked(linkOf(feed.links, "alternate"), feed.xml?.base),
    hub: linkOf(feed.links, "hub"),
    self: linkOf(feed.links, "self"),
    entries: (feed.entries ?? []).map((entry) => {
      const author = entry.authors?.[0] ?? feed.authors?.[0];
      return {
        id: entry.id ?? linkOf(entry.links, "alternate"),
        url: linked(linkOf(entry.links, "alternate"), feed.xml?.base, entry.xml?.base),
        title: atomText(entry.title),
        text: atomText(entry.content) || atomText(entry.summary),
        author: author?.name ? { name: author.name, url: author.uri ?? null } : null,
        publishedAt: momentOf(entry.published) ?? momentOf(entry.updated),
        updatedAt: momentOf(entry.updated),
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
        text: item.content_html ? wordsOf(item.content_html) : (item.content_text ?? item.summary ?? "").trim(),
        author: author?.name ? { name: author.name, url: author.url ?? null } : null,
        publishedAt: momentOf(item.date_published),
        updatedAt: momentOf(item.date_modified),
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
