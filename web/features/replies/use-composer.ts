import { useQuery } from "@tanstack/react-query";
import type { ThreadView } from "#shared/inbox/schema.ts";
import type { Template } from "#shared/replies/schema.ts";
import { renderTemplate } from "#shared/replies/template.ts";
import { useMe } from "#web/lib/me.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { useDraft } from "./draft.ts";
import { marksOf, movedSpans } from "./marks.ts";
import { useCheck, useCheckGround } from "./use-check.ts";

/** The draft of a thread with its template, its check and its marks. */
export function useComposer(thread: ThreadView, me: string, wanted: boolean) {
  const trpc = useTRPC();
  const [draft, change] = useDraft(thread.id);
  const ground = useCheckGround(thread, wanted || draft.text !== "");
  const list = useQuery(trpc.templates.list.queryOptions({ brand: thread.brandSlug }, { staleTime: 5 * 60_000 }));
  const templates = list.data ?? [];
  const template = templates.find((each) => each.id === draft.templateId) ?? null;
  const lang = draft.lang ?? thread.lang;
  const templateBody = template ? variantOf(template, lang) : null;
  const checked = useCheck({ thread, me, text: draft.text, templateBody, ground: ground.data });
  const brandName = useMe().brands.find((brand) => brand.id === thread.brandId)?.name ?? "";
  const render = async (from: Template, inLang: string | null): Promise<string> => {
    const { engine } = await import("./check-engine.ts");
    return renderTemplate(variantOf(from, inLang), engine.slotValues(thread.memberName, thread.lang, brandName, me))
      .text;
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
    checked,
    warnings: checked && draft.text.trim() !== "" ? checked.result.warnings : [],
    template,
    templates,
    firstName:
      ground.data?.engine.slotValues(thread.memberName, thread.lang, brandName, me)["member.firstName"] ?? null,
    take,
    setLanguage,
    languages: [...new Set([...thread.languages, ...(thread.lang ? [thread.lang] : [])])],
    marks: checked ? movedSpans(marksOf(checked.result.warnings), checked.text, draft.text) : [],
    against: ground.error ? null : (ground.data?.index.size ?? 0),
    /** What was just sent counts as an earlier answer from now on. */
    remember: (text: string) => {
      const sent = { id: crypto.randomUUID(), threadId: thread.id, memberName: thread.memberName };
      ground.data?.index.add({ ...sent, text, lang, sentAt: new Date().toISOString() });
      ground.data?.recent.unshift(text);
    },
  };
}

export type ComposerState = ReturnType<typeof useComposer>;

/** The text of a template in a language; its first one where it has none in it. */
const variantOf = (template: Template, lang: string | null): string =>
  (template.variants.find((variant) => variant.lang === lang) ?? template.variants[0])?.body ?? "";
