import i18next from "i18next";
import { useMemo, useSyncExternalStore } from "react";
import { en, type LaterTexts, later, type Texts } from "#web/lib/texts/index.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "shell";
    resources: Texts;
  }
}

export const languages = { en: "English" } as const;

/** English dates read day first here, as in every other language of the product. */
const locales: Record<string, string> = { en: "en-GB", tr: "tr-TR", fi: "fi-FI", pl: "pl-PL" };
export const localeOf = (language: string): string => locales[language] ?? language;

void i18next.init({
  lng: "en",
  fallbackLng: "en",
  defaultNS: "shell",
  ns: [...Object.keys(en), ...Object.keys(later)],
  resources: { en },
  interpolation: { escapeValue: false },
  returnNull: false,
});

/** Brings texts that come with a page; to be awaited before the page is drawn. */
export async function loadTexts(...names: LaterTexts[]): Promise<void> {
  for (const name of names)
    if (!i18next.hasResourceBundle("en", name)) i18next.addResourceBundle("en", name, await later[name]());
}

/** The texts of one slice: `const { t } = useTexts("inbox")`. */
export function useTexts<Slice extends keyof Texts>(slice: Slice) {
  const language = useSyncExternalStore(onLanguage, () => i18next.language);
  return useMemo(() => ({ t: i18next.getFixedT(language, slice), language }), [language, slice]);
}

/** The texts of one slice in a language of its own, such as that of a page for somebody outside the team. */
export const textsIn = <Slice extends keyof Texts>(language: string, slice: Slice) =>
  i18next.getFixedT(language, slice);

/** Brings one slice's texts in another language than the screens'. */
export function addTexts(language: string, slice: keyof Texts, texts: object): void {
  if (!i18next.hasResourceBundle(language, slice)) i18next.addResourceBundle(language, slice, texts);
}

function onLanguage(tell: () => void): () => void {
  i18next.on("languageChanged", tell);
  return () => i18next.off("languageChanged", tell);
}

/** A text by a key known only at run time, or null when no catalogue has it. */
export function translate(key: string, values: Record<string, unknown> = {}): string | null {
  return i18next.exists(key) ? String(i18next.t(key as never, values as never)) : null;
}

/** Switches every screen; the page's language follows, for screen readers and hyphenation. */
export async function speak(language: string): Promise<void> {
  await i18next.changeLanguage(language in languages ? language : "en");
  document.documentElement.lang = i18next.language;
}
