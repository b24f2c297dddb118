import { inflateRawSync, inflateSync } from "node:zlib";

/** The words of a PDF page by page, read with the fonts' own tables; blanks between words are not kept. */
export function pdfWords(pdf: Buffer): string[] {
  const objects = new Map<string, { head: string; stream: string | null }>();
  for (const [, id = "", body = ""] of pdf.toString("latin1").matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(id, split(body));
  const fonts = new Map<string, Map<string, string>>();
  for (const { head } of objects.values())
    for (const [, name = "", id = ""] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? "")?.[1];
      if (table) fonts.set(name, letters(objects.get(table)?.stream ?? ""));
    }
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\n/.test(head));
  return pages.map(({ head }) => {
    const content = objects.get(/\/Contents (\d+) 0 R/.exec(head)?.[1] ?? "")?.stream ?? "";
    return said(content, fonts);
  });
}

function split(body: string): { head: string; stream: string | null } {
  const [, head = body, raw = null] = /^([\s\S]*?)stream\n([\s\S]*)\nendstream/.exec(body) ?? [];
  if (raw === null) return { head, stream: null };
  const bytes = Buffer.from(raw, "latin1");
  return { head, stream: (head.includes("/FlateDecode") ? inflateSync(bytes) : bytes).toString("latin1") };
}

/** Glyph numbers to letters, of a ToUnicode table. */
function letters(table: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, from = "", list = ""] of table.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi))
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, code = ""], at) => {
      const units = code.replaceAll(" ", "").match(/.{4}/g) ?? [];
      const glyph = (Number.parseInt(from, 16) + at).toString(16).padStart(4, "0");
      found.set(glyph, String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))));
    });
  return found;
}

function said(content: string, fonts: Map<string, Map<string, string>>): string {
  let [words, font] = ["", new Map<string, string>()];
  for (const [, name, line] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name) ?? new Map();
    for (const [, hex = ""] of (line ?? "").matchAll(/<([0-9a-f]*)>/gi))
      words += (hex.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph.toLowerCase()) ?? "\uFFFD").join("");
  }
  return blankless(words);
}

/** A text as `pdfWords` gives it. */
export const blankless = (text: string): string => text.replace(/\s+/gu, "");

type Cell = string | number | null;

/** The sheets of a spreadsheet file by name: every row as it stands there, numbers as numbers. */
export function xlsxSheets(file: Buffer): { sheets: Record<string, Cell[][]>; xml: string } {
  const parts = unzip(file);
  const strings = [...(parts.get("xl/sharedStrings.xml") ?? "").matchAll(/<si>([\s\S]*?)<\/si>/g)].map(([, one = ""]) =>
    plain(one),
  );
  const names = [...(parts.get("xl/workbook.xml") ?? "").matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
    ([, name = ""]) => name,
  );
  const sheets: Record<string, Cell[][]> = {};
  names.forEach((name, at) => {
    const xml = parts.get(`xl/worksheets/sheet${at + 1}.xml`) ?? "";
    sheets[name] = [...xml.matchAll(/<row [^>]*>([\s\S]*?)<\/row>/g)].map(([, row = ""]) => cells(row, strings));
  });
  return { sheets, xml: [...parts.values()].join("\n") };
}

function cells(row: string, strings: string[]): Cell[] {
  const found: Cell[] = [];
  for (const [, head = "", body = ""] of row.matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const column = [...(/r="([A-Z]+)/.exec(head)?.[1] ?? "A")].reduce(
      (sum, one) => sum * 26 + one.charCodeAt(0) - 64,
      0,
    );
    while (found.length < column - 1) found.push(null);
    const value = /<v>([\s\S]*?)<\/v>/.exec(body)?.[1];
    if (head.includes('t="inlineStr"')) found.push(plain(body));
    else if (value === undefined) found.push(null);
    else found.push(head.includes('t="s"') ? (strings[Number(value)] ?? null) : Number(value));
  }
  return found;
}

const plain = (xml: string): string =>
  [...xml.matchAll(/<t[^>]*>([\s\S]*?)<\/t>/g)]
    .map(([, text = ""]) => text)
    .join("")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&amp;/g, "&");

/** The files of a ZIP by its own list at the end. */
function unzip(file: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  let at = file.readUInt32LE(file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6])) + 16);
  while (file.readUInt32LE(at) === 0x02014b50) {
    const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const [nameLength, extra, note] = [28, 30, 32].map((place) => file.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const bytes = file.subarray(start, start + size);
    const name = file.subarray(at + 46, at + 46 + nameLength).toString();
    files.set(name, (method === 8 ? inflateRawSync(bytes) : bytes).toString());
    at += 46 + nameLength + extra + note;
  }
  return files;
}
