import { useEffect, useMemo, useState } from "react";
import type { ThreadView } from "#shared/inbox/schema.ts";
import type { CheckInput } from "#shared/replies/check.ts";
import type { DetectLanguage } from "#shared/replies/language.ts";
import type { CheckResult } from "#shared/replies/schema.ts";
import { draftedThread } from "./drafted-thread.ts";
import type { Ground } from "./use-ground.ts";

const pause = 150;

/** A result and the text it is about. */
export type Checked = { text: string; result: CheckResult };

type Options = {
  thread: ThreadView;
  me: string;
  text: string;
  templateBody: string | null;
  draftBegan: string | null;
  /** the brand is in a crisis now */
  crisis: boolean;
  ground: Ground | undefined;
};

/** Checks the draft when the person pauses; typing itself never waits for it. */
export function useCheck({ thread, me, text, templateBody, draftBegan, crisis, ground }: Options): Checked | null {
  const [checked, setChecked] = useState<Checked | null>(null);
  const detect = useDetector(ground);
  const input = useMemo(
    () => (ground ? inputOf(ground, thread, { me, templateBody, draftBegan, crisis, detect }) : null),
    [ground, thread, me, templateBody, draftBegan, crisis, detect],
  );
  useEffect(() => {
    if (!input || !ground) return;
    if (text.trim() === "") {
      setChecked(null);
      return;
    }
    const timer = setTimeout(
      () => setChecked({ text, result: ground.engine.checkReply({ ...input, draft: text }) }),
      pause,
    );
    return () => clearTimeout(timer);
  }, [input, ground, text]);
  return checked;
}

type Mine = Pick<Options, "me" | "templateBody" | "draftBegan" | "crisis"> & { detect: DetectLanguage | null };

const inputOf = (ground: Ground, thread: ThreadView, mine: Mine): Omit<CheckInput, "draft"> =>
  ground.engine.checkInputOf({
    ground: ground.view,
    earlier: ground.earlier,
    recent: ground.recent,
    thread: draftedThread(thread),
    templateBody: mine.templateBody,
    templateValues: ground.engine.slotValuesOf(thread, ground.view.brandName, mine.me),
    draftBegan: mine.draftBegan,
    crisis: mine.crisis,
    detect: mine.detect,
  });

/** The language table is the largest part; until it has arrived everything else is checked without it. */
function useDetector(ground: Ground | undefined): DetectLanguage | null {
  const [detect, setDetect] = useState<DetectLanguage | null>(null);
  const engine = ground?.engine;
  useEffect(() => {
    let gone = false;
    engine?.loadDetector().then(
      (loaded) => !gone && setDetect(() => loaded),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [engine]);
  return detect;
}
