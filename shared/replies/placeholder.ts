import { fold } from "../text.ts";
import { findGreeting } from "./greeting.ts";
import type { Span } from "./schema.ts";

/** What templates and people leave between brackets for something still to be written, folded. */
const blanks = new Set(
  fold(`name|your name|first name|firstname|last name|lastname|surname|full name|customer|customer name|user|username|user name
    |order|order number|order no|order id|tracking number|date|time|link|url|product|product name|item|brand|city|store|agent
    |agent name|company|company name|email|e-mail|phone|phone number|amount|number|location|address|reason|here|insert|tbd
    |todo|x|xx|signature
    |ad|adı|isim|ismi|ad soyad|müşteri|müşteri adı|sipariş|sipariş no|sipariş numarası|ürün|tarih|saat|şehir|mağaza|marka|adres
    |nimi|etunimi|sukunimi|asiakas|asiakkaan nimi|tilaus|tilausnumero|tuote|päivämäärä|kaupunki|osoite|linkki
    |imię|imie|nazwisko|imię i nazwisko|klient|imię klienta|zamówienie|numer|numer zamówienia|nr zamówienia|produkt|data|miasto
    |sklep|adres|kwota`)
    .split("|")
    .map((word) => word.trim()),
);

const isBlank = (inner: string): boolean => {
  const words = fold(inner)
    .replace(/[_.\s-]+/g, " ")
    .trim();
  return blanks.has(words) || blanks.has(words.replace(/^(?:your|insert|add|customer|member|enter) /, ""));
};

const always = [
  /\{\{[^{}]{0,200}\}\}?/gu,
  /\{\{\s?[\p{L}_][\p{L}\p{N}_.|]{0,60}/gu,
  /\$\{[^{}]{0,80}\}/gu,
  /(?<![{$])\{[\p{L}_][\p{L}\p{N}_. -]{0,30}\}(?!\})/gu,
  /(?<![\p{L}\p{N}%])%(?:\d\$)?[sd](?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])%[\p{L}_]{2,20}%(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])X{3,}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}_])_{3,}(?![\p{L}\p{N}_])/gu,
  /lorem ipsum/giu,
];
// A Markdown link [text](address) is no blank, nor is <3.
const bracketed = /\[\[?([^[\]()<>]{1,40})\]\]?(?!\()|<([^<>/]{1,40})>/gu;
const nothing = /^[^\S\n]+,|^[^\S\n]+(?:undefined|null|none|nan)(?![\p{L}\p{N}])/iu;

/**
 * What was left to be filled in: slots, bracketed blanks in four languages, format marks, XXX, and a greeting whose
 * name came out empty ("Hi ,"). Addresses are not looked into.
 */
export function findPlaceholders(text: string): Span[] {
  const plain = text.replace(/(?:https?:\/\/|www\.)\S+/g, (address) => " ".repeat(address.length));
  const spans: Span[] = [];
  const mark = (from: number, length: number) => {
    if (!spans.some((span) => from < span.to && from + length > span.from)) spans.push({ from, to: from + length });
  };
  for (const pattern of always) for (const match of plain.matchAll(pattern)) mark(match.index, match[0].length);
  for (const match of plain.matchAll(bracketed)) {
    if (isBlank(match[1] ?? match[2] ?? "")) mark(match.index, match[0].length);
  }
  const empty = emptyMerge(plain);
  if (empty) mark(empty.from, empty.to - empty.from);
  return spans.sort((a, b) => a.from - b.from);
}

/** "Hi ," or "Hi undefined,": the greeting word is found, and instead of a name comes nothing. */
function emptyMerge(text: string): Span | null {
  const greeting = findGreeting(text);
  if (!greeting || greeting.name) return null;
  const words = text.slice(0, greeting.to).replace(/[\s,.!:;)–—-]+$/u, "");
  const gap = nothing.exec(text.slice(words.length));
  return gap ? { from: 0, to: words.length + gap[0].length } : null;
}
