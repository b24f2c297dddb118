import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { briefCheck, type CallLanguage, callLanguages } from "#shared/ideas/brief.ts";
import type { CallView } from "#shared/ideas/schema.ts";
import { dayIn } from "#shared/time.ts";
import { type BriefDraft, briefOfDraft, draftOfCall, sourcesOfDraft } from "#web/features/ideas/brief-draft.ts";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { showToast } from "#web/ui/toast.tsx";

type Parts = { call: CallView | null; brand?: string; onSaved: (callId: string) => void };

/** The state of the editor: what was typed, what it lacks, and how it is saved. */
export function useBrief({ call, brand: asked, onSaved }: Parts) {
  const { t } = useTexts("callBrief");
  const { brands, user } = useMe();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = useRefresh();
  const first = brands.find((one) => one.slug === asked) ?? brands[0];
  const [brandSlug, setBrand] = useState(call?.brandSlug ?? first?.slug ?? "");
  const brand = brands.find((one) => one.slug === brandSlug);
  const [draft, setDraft] = useState(() => draftOfCall(call, languageOf(brand?.languages[0] ?? "en"), user.id));
  // What was loaded or saved last; another person's version is not written over.
  const [version, setVersion] = useState(call?.version ?? null);
  const [kept, setKept] = useState(() => JSON.stringify(draft));
  const [note, setNote] = useState("");
  const brief = briefOfDraft(draft);
  const check = briefCheck(brief, dayIn(brand?.timeZone ?? "UTC", new Date()));
  const save = useMutation(trpc.calls.save.mutationOptions());
  const store = async (): Promise<string> => {
    const saved = await save.mutateAsync({
      id: call?.id ?? null,
      brand: brandSlug,
      brief,
      sources: sourcesOfDraft(draft),
      noindex: draft.noindex,
      version,
      note: note.trim(),
    });
    setVersion(saved.version);
    setKept(JSON.stringify(draft));
    setNote("");
    await refresh();
    showToast({ text: saved.told > 0 ? t("savedTold", { count: saved.told }) : t("saved") });
    return saved.callId;
  };
  const publish = useMutation(trpc.calls.publish.mutationOptions());
  const load = async () => {
    if (!call) return;
    const theirs = await queries.fetchQuery({ ...trpc.calls.get.queryOptions({ callId: call.id }), staleTime: 0 });
    const next = draftOfCall(theirs, theirs.lang, user.id);
    save.reset();
    setDraft(next);
    setKept(JSON.stringify(next));
    setVersion(theirs.version);
  };
  return {
    ...{ draft, brandSlug, setBrand, note, setNote, check, save, publish, load },
    changed: JSON.stringify(draft) !== kept,
    change: (more: Partial<BriefDraft>) => setDraft((before) => ({ ...before, ...more })),
    /** saves; a new call gets its address */
    keep: () =>
      void store().then(
        (id) => call === null && onSaved(id),
        () => undefined,
      ),
    /** saves and puts it before the public */
    goPublic: async (): Promise<string | null> => {
      try {
        const callId = await store();
        await publish.mutateAsync({ callId });
        await refresh();
        showToast({ text: t("publishedNow") });
        return callId;
      } catch {
        return null;
      }
    },
  };
}

export type BriefState = ReturnType<typeof useBrief>;

const languageOf = (lang: string): CallLanguage => callLanguages.find((one) => one === lang.split("-")[0]) ?? "en";
