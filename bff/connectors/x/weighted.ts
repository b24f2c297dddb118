const links = /\bhttps?:\/\/[^\s]+/gi;
const linkLength = 23;
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const light: [number, number][] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];

/**
 * Length of a post as X counts it (twitter-text v3): links 23, an emoji two however it is put together, letters of
 * Latin, Greek, Cyrillic, Arabic and their neighbours one, everything else two.
 */
export function weightedLength(text: string): number {
  const words = text.normalize("NFC");
  const found = words.match(links)?.length ?? 0;
  let length = found * linkLength;
  for (const { segment } of graphemes.segment(words.replace(links, ""))) {
    if (emoji.test(segment) && !/^[0-9#*©®]$/.test(segment)) length += 2;
    else for (const point of segment) length += weightOf(point.codePointAt(0) ?? 0);
  }
  return length;
}

const weightOf = (point: number): number => (light.some(([from, to]) => point >= from && point <= to) ? 1 : 2);
