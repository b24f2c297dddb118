import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { type AnswerLanguage, answerLanguages } from "#shared/forwarding/department.ts";
import { createFormat, FormatContext, useFormat } from "#web/lib/format.ts";
import { addTexts, localeOf, textsIn, useTexts } from "#web/lib/i18n.ts";

const catalogues: Record<AnswerLanguage, () => Promise<{ answer: object }>> = {
  en: () => import("#web/lib/texts/en/answer.ts"),
  tr: () => import("#web/lib/texts/tr/answer.ts"),
  fi: () => import("#web/lib/texts/fi/answer.ts"),
  pl: () => import("#web/lib/texts/pl/answer.ts"),
};

const Spoken = createContext<AnswerLanguage | null>(null);

/** The texts of the answer page in the language it is shown in; elsewhere in that of the screen. */
export function useAnswerTexts() {
  const spoken = use(Spoken);
  const { language } = useTexts("answer");
  return useMemo(() => ({ t: textsIn(spoken ?? language, "answer") }), [spoken, language]);
}

type Props = { lang: AnswerLanguage; timeZone: string; children: ReactNode };

/** Shows what is inside in a department's language and on its clock, once its words are there. */
export function InAnswerLanguage({ lang, timeZone, children }: Props) {
  const [ready, setReady] = useState<AnswerLanguage | null>(null);
  const { locale } = useFormat();
  useEffect(() => {
    let wanted = true;
    void catalogues[lang]().then(({ answer }) => {
      addTexts(lang, "answer", answer);
      if (wanted) setReady(lang);
    });
    return () => {
      wanted = false;
    };
  }, [lang]);
  const format = useMemo(() => createFormat(ready ? localeOf(ready) : locale, timeZone), [ready, locale, timeZone]);
  if (!ready) return null;
  return (
    <Spoken value={ready}>
      <FormatContext value={format}>
        <div lang={ready} className="contents">
          {children}
        </div>
      </FormatContext>
    </Spoken>
  );
}

const keptAs = "konak.answer.language";
const known = (lang: string | null | undefined): AnswerLanguage | undefined =>
  answerLanguages.find((one) => one === lang?.slice(0, 2).toLowerCase());

/** What a person reads the page in: what they chose on this device, else the browser's language, else the department's. */
export function chooseLanguage(
  kept: string | null,
  browser: readonly string[],
  department: AnswerLanguage | null,
): AnswerLanguage {
  return known(kept) ?? browser.map(known).find((lang) => lang !== undefined) ?? department ?? "en";
}

/** The language of the page and the way to change it; the choice stays on this device. */
export function useAnswerLanguage(department: AnswerLanguage | null) {
  const [chosen, setChosen] = useState<string | null>(readKept);
  const lang = chooseLanguage(chosen, navigator.languages, department);
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  const choose = (next: AnswerLanguage) => {
    setChosen(next);
    try {
      localStorage.setItem(keptAs, next);
    } catch {
      // a browser that keeps nothing asks again next time
    }
  };
  return { lang, choose };
}

function readKept(): string | null {
  try {
    return localStorage.getItem(keptAs);
  } catch {
    return null;
  }
}
