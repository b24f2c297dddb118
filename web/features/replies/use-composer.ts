import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ThreadView } from "#shared/inbox/schema.ts";
import type { Template } from "#shared/replies/schema.ts";
import { useCrisis } from "#web/lib/crisis.ts";
import { useMe } from "#web/lib/me.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { type Draft, useDraft } from "./draft.ts";
import { newestMessageAt } from "./drafted-thread.ts";
import { useFired } from "./fired.ts";
import { marksOf, movedSpans } from "./marks.ts";
import { useCheck } from "./use-check.ts";
import { topUpGround, useGround } from "./use-ground.ts";

/** The draft of a thread with its template, its check and its marks. */
export function useComposer(thread: ThreadView, me: string, wanted: boolean) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [draft, put] = useDraft(thread.id);
  const change = (next: Partial<Draft>) => put(begun(thread, draft, next));
  const ground = useGround(thread, wanted || draft.text !== "");
  const list = useQuery(trpc.templates.list.queryOptions({ brand: thread.brandSlug }, { staleTime: 5 * 60_000 }));
  const templates = list.data ?? [];
  const template = templates.find((each) => each.id === draft.templateId) ?? null;
  const lang = draft.lang ?? thread.lang;
  const templateBody = template ? variantOf(template, lang) : null;
  const brand = useMe().brands.find((one) => one.id === thread.brandId);
  const crisis = useCrisis(brand ?? null);
  const checked = useCheck({
    thread,
    me,
    text: draft.text,
    templateBody,
    draftBegan: draft.began,
    crisis: crisis !== null,
    ground: ground.data,
  });
  useFired(draft.key, checked, draft.text);
  const brandName = brand?.name ?? "";
  const render = async (from: Template, inLang: string | null): Promise<string> => {
    const { engine } = await import("./check-engine.ts");
    return engine.renderTemplate(variantOf(from, inLang), engine.slotValuesOf(thread, brandName, me), inLang).text;
  };
  const take = async (from: Template | null, inLang: string | null): Promise<void> =>
    change(from ? { templateId: from.id, lang: inLang, text: await render(from, inLang) } : { templateId: null });
  const setLanguage = async (next: string): Promise<void> => {
    const untouched = template !== null && draft.text === (await render(template, lang));
    if (untouched) await take(template, next);
    else change({ lang: next });
  };
  return {
    draft,
    change,
    lang,
    crisis,
    checked,
    warnings: checked && draft.text.trim() !== "" ? checked.result.warnings : [],
    template,
    templates,
    take,
    setLanguage,
    languages: [...new Set([...thread.languages, ...(thread.lang ? [thread.lang] : [])])],
    marks: checked ? movedSpans(marksOf(checked.result.warnings), checked.text, draft.text) : [],
    against: ground.error ? null : (ground.data?.earlier.size ?? 0),
    /** What was just sent counts as an earlier answer from now on. */
    remember: () => void topUpGround(queries, thread.brandId),
  };
}

export type ComposerState = ReturnType<typeof useComposer>;

/** The text of a template in a language; its first one where it has none in it. */
const variantOf = (template: Template, lang: string | null): string =>
  (template.variants.find((variant) => variant.lang === lang) ?? template.variants[0])?.body ?? "";

/** A draft whose first words are being written begins with what can be read now. */
const begun = (thread: ThreadView, draft: Draft, next: Partial<Draft>): Partial<Draft> =>
  draft.text.trim() === "" && next.text?.trim() ? { ...next, began: newestMessageAt(thread) } : next;
