/** A value in a path or query of Rest.li 2.0, whose own marks (parentheses, commas, colons, quotes) are escaped too. */
export const enc = (value: string): string =>
  encodeURIComponent(value).replace(/[()'!*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

export const listOf = (values: string[]): string => `List(${values.map(enc).join(",")})`;

export const commentUrn = (thread: string, id: string): string => `urn:li:comment:(${thread},${id})`;

/** The post's activity and the comment's own number; links and notifications leave `urn:li:` out of the first. */
export function partsOf(urn: string): { thread: string; id: string } | null {
  const [, thread, id] = /^urn:li:comment:\((.+),([^,()]+)\)$/.exec(urn) ?? [];
  if (!thread || !id) return null;
  return { thread: thread.startsWith("urn:li:") ? thread : `urn:li:${thread}`, id };
}

/** Where a comment stands; an answer to a comment below that comment's own URN. */
export const pathOf = (above: string, id: string): string => `/rest/socialActions/${enc(above)}/comments/${enc(id)}`;

export const listPath = (above: string): string => `/rest/socialActions/${enc(above)}/comments`;
