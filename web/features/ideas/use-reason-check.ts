import { useEffect, useState } from "react";
import { type ReasonCheck, reasonCheck } from "#shared/ideas/reason.ts";
import type { DetectLanguage } from "#shared/replies/language.ts";

type Idea = { title: string; text: string; lang: string | null };
export type TypedCheck = ReasonCheck & { foreign: boolean };

const base = (lang: string | null): string | null => lang?.split("-")[0] ?? null;

/** The server's rule while typing: the same function, with the language of the reason recognised by the same detector. */
export function useReasonCheck(reason: string, idea: Idea): TypedCheck {
  const [detect, setDetect] = useState<DetectLanguage | null>(null);
  useEffect(() => {
    let over = false;
    void import("#shared/replies/language.ts")
      .then((part) => part.loadDetector())
      .then((loaded) => over || setDetect(() => loaded));
    return () => {
      over = true;
    };
  }, []);
  const lang = base(idea.lang);
  const reasonLang = detect?.(reason)?.lang ?? lang;
  const check = reasonCheck(reason, { text: `${idea.title} ${idea.text}`, lang }, reasonLang);
  return { ...check, foreign: lang !== null && reasonLang !== null && base(reasonLang) !== lang };
}
