import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { ThreadView } from "#shared/inbox/schema.ts";
import type { CheckInput } from "#shared/replies/check.ts";
import type { DetectLanguage } from "#shared/replies/language.ts";
import type { CheckResult } from "#shared/replies/schema.ts";
import { useTRPCClient } from "#web/lib/trpc.ts";

const pause = 150;

/** A result and the text it is about. */
export type Checked = { text: string; result: CheckResult };

/** What a brand's drafts are judged by: read once per brand, then topped up with what is sent from here. */
export function useCheckGround(thread: ThreadView, wanted: boolean) {
  const api = useTRPCClient();
  return useQuery({
    queryKey: ["check-ground", thread.brandId],
    enabled: wanted,
    staleTime: 10 * 60_000,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    queryFn: async () => {
      const [{ engine }, ground] = await Promise.all([
        import("./check-engine.ts"),
        api.replies.earlier.query({ threadId: thread.id }),
      ]);
      return { engine, ...ground, index: await engine.indexOf(ground.earlier) };
    },
  });
}

export type CheckGround = NonNullable<ReturnType<typeof useCheckGround>["data"]>;

type Options = {
  thread: ThreadView;
  me: string;
  text: string;
  templateBody: string | null;
  ground: CheckGround | undefined;
};

/** Checks the draft when the person pauses; typing itself never waits for it. */
export function useCheck({ thread, me, text, templateBody, ground }: Options): Checked | null {
  const [checked, setChecked] = useState<Checked | null>(null);
  const detect = useDetector(ground);
  const input = useMemo(
    () => (ground ? inputOf(ground, thread, me, templateBody, detect) : null),
    [ground, thread, me, templateBody, detect],
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

function inputOf(
  ground: CheckGround,
  thread: ThreadView,
  me: string,
  templateBody: string | null,
  detect: DetectLanguage | null,
): Omit<CheckInput, "draft"> {
  const messages = thread.entries.filter((entry) => entry.type === "message" && !entry.deletedAt);
  return {
    templateBody,
    templateValues: ground.engine.slotValues(thread.memberName, thread.lang, ground.brandName, me),
    thread: {
      id: thread.id,
      memberName: thread.memberName,
      lang: thread.lang,
      otherNames: messages.flatMap((entry) => (entry.type === "message" ? [entry.authorName, entry.authorHandle] : [])),
      messages: messages.flatMap((entry) =>
        entry.type === "message"
          ? [
              {
                id: entry.id,
                sentAt: entry.at,
                text: entry.text,
                lang: entry.lang,
                author: entry.author === "brand" ? ("brand" as const) : ("member" as const),
              },
            ]
          : [],
      ),
    },
    teamNames: ground.teamNames,
    earlier: ground.index,
    recentOpenings: ground.recent,
    limit: thread.replyLimit,
    public: true,
    languages: thread.languages,
    allowedContacts: ground.allowedContacts,
    detect,
  };
}

/** The language table is the largest part; until it has arrived everything else is checked without it. */
function useDetector(ground: CheckGround | undefined): DetectLanguage | null {
  const [detect, setDetect] = useState<DetectLanguage | null>(null);
  useEffect(() => {
    let gone = false;
    ground?.engine.loadDetector().then(
      (loaded) => !gone && setDetect(() => loaded),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [ground]);
  return detect;
}
