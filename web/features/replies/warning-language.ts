import i18next from "i18next";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { createFormat, useFormat } from "#web/lib/format.ts";
import { localeOf } from "#web/lib/i18n.ts";

/** The languages the check gives its reasons in. */
export const warningLanguages = ["en", "tr", "fi", "pl"] as const;
export type WarningLanguage = (typeof warningLanguages)[number];

const place = "konak.warnings";
const catalogues = {
  tr: () => import("#web/lib/texts/tr/warnings.ts"),
  fi: () => import("#web/lib/texts/fi/warnings.ts"),
  pl: () => import("#web/lib/texts/pl/warnings.ts"),
};

const isOne = (language: unknown): language is WarningLanguage =>
  warningLanguages.includes(language as WarningLanguage);

/** What the person chose in this browser; else the first language of the browser that the check speaks. */
function read(): WarningLanguage {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(place);
  } catch {
    // A closed storage only means that the browser's language is taken.
  }
  const usual = navigator.languages.map((language) => language.split("-")[0]).find(isOne);
  return isOne(chosen) ? chosen : (usual ?? "en");
}

let now: WarningLanguage | null = null;
const watchers = new Set<() => void>();
const subscribe = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};
const tell = () => {
  for (const watcher of watchers) watcher();
};

/** Chooses the language of the reasons, in this browser. */
export function setWarningLanguage(language: WarningLanguage): void {
  now = language;
  try {
    localStorage.setItem(place, language);
  } catch {
    // It holds until the page is closed.
  }
  tell();
}

const loaded = (language: WarningLanguage): boolean => i18next.hasResourceBundle(language, "warnings");

async function load(language: WarningLanguage): Promise<void> {
  if (language === "en" || loaded(language)) return;
  const { warnings } = await catalogues[language]();
  i18next.addResourceBundle(language, "warnings", warnings);
  tell();
}

/** The texts of the reasons in the person's language, English until they have arrived. */
export function useWarningTexts() {
  const wanted = useSyncExternalStore(subscribe, () => (now ??= read()));
  const here = useSyncExternalStore(subscribe, () => loaded(wanted));
  const language: WarningLanguage = here ? wanted : "en";
  useEffect(() => void load(wanted).catch(() => undefined), [wanted]);
  const { timeZone } = useFormat();
  return useMemo(() => {
    const { locale, percent, list, ago } = createFormat(localeOf(language), timeZone);
    const names = new Intl.DisplayNames([locale], { type: "language" });
    return {
      t: i18next.getFixedT(language, "warnings"),
      wanted,
      language,
      percent,
      list,
      ago,
      languageName: (code: string) => names.of(code) ?? code,
    };
  }, [language, wanted, timeZone]);
}
