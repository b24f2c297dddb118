import { fold } from "../text.ts";

const setOf = (names: string) => new Set(names.split(/\s+/).map(fold));

// Only names borne (almost) by one sex: a wrong "Bey" is worse than none, so Deniz, Evren or Umut are left out.
const turkishMen =
  setOf(`Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim Murat Ömer Emre Burak Can Cem Kerem Mert Onur Serkan
  Volkan Yusuf Osman Ramazan Süleyman Mahmut Kemal Cemal Celal Halil Fatih Hakan Gökhan Tolga Tuncay Barış Selim Kadir
  Erkan Orhan Okan Ozan Alper Arda Berk Berkay Batuhan Bilal Bülent Cihan Doğan Emir Enes Eren Ergin Erol Ertuğrul Fikret
  Furkan Gürkan Haluk Harun İlker İsmail Kaan Koray Levent Metin Mesut Musa Nihat Oğuz Oğuzhan Oktay Polat Recep Rıza
  Sedat Selçuk Serdar Sinan Şükrü Taner Tarık Tayfun Turgut Ufuk Uğur Yasin Yavuz Yiğit Yılmaz Zafer Abdullah Adem Akın`);
const turkishWomen =
  setOf(`Ayşe Fatma Emine Hatice Zeynep Elif Meryem Merve Büşra Esra Ebru Derya Gamze Işıl Selin Sevgi
  Yasemin Pınar Burcu İrem Ayşegül Aysel Ayten Aslı Aylin Bahar Begüm Betül Buse Canan Cansu Ceren Çiğdem Damla Defne
  Demet Dilek Duygu Ece Eda Ela Emel Esin Eylül Feride Filiz Gizem Gonca Gül Gülay Gülşen Gülsüm Hande Havva Hilal Hülya
  İpek Leyla Melike Melis Meltem Meral Nalan Nazlı Nesrin Nilgün Nur Nuray Nurcan Özge Özlem Pelin Rabia Reyhan Sanem Seda
  Sema Seher Serap Sevda Sevim Sibel Songül Şebnem Şule Tuba Tuğba Tülay Yağmur Yeliz Yeşim Zehra Zerrin Züleyha`);

// Where the Polish rule "women's names end in -a" does not hold.
const polishMenInA = setOf("Kuba Barnaba Kosma Bonawentura Jarema Jerema Boryna Dyzma Zawisza Nikita Ilja Sasza Misza");
const notPolishMen =
  setOf(`Karen Megan Zeynep Elif Gül Ayşegül Aylin Selin Pelin Pınar Meltem Meryem Betül Özlem Nur Canan
  Ceren Bahar Carmen Miriam Rachel Abigail Ingrid Doris Iris Ines Beatriz Elizabeth Sarah Hannah Deborah Ruth Judith Edith
  Margaret Janet Lauren Kristen Kathleen Helen Ellen Jasmin Jasmine Yasemin Meral Hilal Aysel Sibel Emel Serap Demet Dilek
  Filiz Gizem Melis İrem İpek Yağmur Nel Noemi Marion Maren Astrid Ann Jean Joan Jane Kim Jennifer Esther Agnes Heather
  Alison Allison Susan Sharon Vivian Robin Erin Jill Carol Lilian Lillian Mabel Muriel Evelyn Gwen Karin Kerstin Kirsten
  Sirpa Raakel Mirjam Maarit Annikki Marjut Margit Siv`);

/** Whether a first name shows its bearer's sex in a language; null when it does not or the language has no such forms. */
export function genderOf(name: string, lang: string): "f" | "m" | null {
  const folded = fold(name);
  if (lang === "tr") return turkishMen.has(folded) ? "m" : turkishWomen.has(folded) ? "f" : null;
  if (lang !== "pl") return null;
  if (polishMenInA.has(folded)) return "m";
  if (folded.endsWith("a")) return "f";
  // Letters Polish has not: a name from elsewhere, whose bearer's sex its ending does not tell.
  if (notPolishMen.has(folded) || !/^[a-pr-uwyząćęłńóśźż-]+$/iu.test(name)) return null;
  return /[bcdfghjklmnprstwzłńćśźż]$/iu.test(name) || /^(?:jerzy|antoni|ignacy|walenty)$/.test(folded) ? "m" : null;
}
