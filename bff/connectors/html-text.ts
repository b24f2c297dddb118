import { convert } from "html-to-text";

const longest = 20_000;

/**
 * What a person reads of a piece of HTML: paragraphs apart, list items with a dash, a link's own words (its address only
 * where it has none), no pictures, scripts or styles. Never longer than 20,000 characters.
 */
export function textOfHtml(html: string): string {
  return convert(html, {
    wordwrap: false,
    limits: { maxInputLength: 500_000 },
    selectors: [
      { selector: "a", options: { ignoreHref: true } },
      { selector: "img", format: "skip" },
      { selector: "ul", options: { itemPrefix: "- " } },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  })
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .slice(0, longest);
}
