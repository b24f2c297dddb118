/**
 * LinkedIn's "little" text as people read it: `{hashtag|\#|tea}` is #tea, `@[Lumi](urn:li:organization:1)` is @Lumi, and
 * its reserved marks come with a backslash.
 */
export const readable = (text: string): string =>
  text
    .replace(/\{hashtag\|\\?#\|([^}]*)\}/g, "#$1")
    .replace(/(?<!\\)@\[((?:\\.|[^\]\\])*)\]\(urn:li:[^)]*\)/g, "@$1")
    .replace(/\\([|{}@[\]()<>#\\*_~])/g, "$1");
