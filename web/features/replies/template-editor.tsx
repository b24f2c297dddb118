import { useQueryClient } from "@tanstack/react-query";
import { ChevronLeft, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Template } from "#shared/replies/schema.ts";
import { templateProblems } from "#shared/replies/template-problems.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay, useMe } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC, useTRPCClient } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { IconButton } from "#web/ui/icon-button.tsx";
import { PaneBar, PaneTitle } from "#web/ui/panes.tsx";
import { Select } from "#web/ui/select.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { TemplateWearSection } from "./template-wear.tsx";
import { VariantFields } from "./variant-fields.tsx";

export type Content = Pick<Template, "name" | "brandId" | "variants">;
type Props = {
  template: Template | null;
  /** what a new one begins with */
  start?: Content;
  onClose: () => void;
  onSaved: (id: string | null) => void;
  onStart: (content: Content) => void;
};

const allBrands = "all";

/** One template: its name, whom it is for, and its text in each language with a preview. */
export function TemplateEditor({ template, start, onClose, onSaved, onStart }: Props) {
  const { t } = useTexts("replies");
  const may = useMay("template.save");
  const { brands } = useMe();
  const edit = useEditing(template, start ?? blank, onSaved);
  const { content, set } = edit;
  return (
    <form
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        void edit.save();
      }}
    >
      <EditorBar template={template} edit={edit} onClose={onClose} />
      <div className="scroll-y flex-1 px-4 pt-4 pb-6">
        <fieldset disabled={!may} className="mx-auto grid max-w-180 gap-4">
          {edit.error !== null && <Problem error={edit.error} />}
          <div className="grid grid-cols-[minmax(0,1fr)_200px] items-start gap-3 max-sm:grid-cols-1">
            <Field
              label={t("templates.name")}
              help={t("templates.nameHint")}
              error={edit.asked && edit.missing.name ? t("templates.needName") : undefined}
            >
              {(wiring) => (
                <TextInput
                  {...wiring}
                  maxLength={120}
                  value={content.name}
                  onChange={(event) => set({ name: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field label={t("templates.brand")}>
              {(wiring) => (
                <Select
                  {...wiring}
                  disabled={!may}
                  value={content.brandId ?? allBrands}
                  onChange={(value) => set({ brandId: value === allBrands ? null : value })}
                  options={[
                    { value: allBrands, label: t("templates.allBrands") },
                    ...brands.map((brand) => ({ value: brand.id, label: brand.name })),
                  ]}
                />
              )}
            </Field>
          </div>
          <VariantFields
            variants={content.variants}
            languages={[...new Set(brands.flatMap((brand) => brand.languages))]}
            brandName={brands.find((brand) => brand.id === content.brandId)?.name ?? brands[0]?.name ?? ""}
            may={may}
            error={
              edit.asked && edit.missing.body ? t("templates.needBody") : edit.broken ? t("problems.title") : undefined
            }
            onChange={(variants) => set({ variants })}
            below={
              template
                ? (lang, write) =>
                    template.variants.some((variant) => variant.lang === lang) && (
                      <TemplateWearSection
                        templateId={template.id}
                        lang={lang}
                        onTake={may ? write : null}
                        onVariant={
                          may
                            ? (body) =>
                                onStart({
                                  name: t("wear.variantName", { name: template.name }).slice(0, 120),
                                  brandId: template.brandId,
                                  variants: [{ lang, body }],
                                })
                            : null
                        }
                      />
                    )
                : undefined
            }
          />
        </fieldset>
      </div>
    </form>
  );
}

type EditorProps = { template: Template | null; edit: ReturnType<typeof useEditing>; onClose: () => void };

function EditorBar({ template, edit, onClose }: EditorProps) {
  const { t } = useTexts("replies");
  const format = useFormat();
  const maySave = useMay("template.save");
  const mayDelete = useMay("template.delete");
  return (
    <PaneBar>
      <IconButton icon={ChevronLeft} label={t("templates.back")} onClick={onClose} className="sm:hidden" />
      <PaneTitle>{template?.name ?? t("templates.new")}</PaneTitle>
      {template && (
        <span className="truncate text-12 text-text-3 max-sm:hidden">
          {t("templates.uses", { count: template.uses })} ·{" "}
          {t("templates.changed", { date: format.day(template.updatedAt) })}
        </span>
      )}
      <span className="ml-auto flex shrink-0 items-center gap-1.5">
        {edit.changed && maySave && <span className="text-12 text-text-3 max-md:hidden">{t("templates.unsaved")}</span>}
        {template && mayDelete && (
          <IconButton icon={Trash2} label={t("templates.delete")} onClick={() => void edit.remove()} />
        )}
        {maySave && (
          <Button type="submit" variant="primary" disabled={!edit.changed} busy={edit.busy}>
            {t("templates.save")}
          </Button>
        )}
      </span>
    </PaneBar>
  );
}

const blank: Content = { name: "", brandId: null, variants: [{ lang: "en", body: "" }] };
const contentOf = ({ name, brandId, variants }: Content): Content => ({ name, brandId, variants });

/** What was changed and not saved yet, and saving or deleting it. */
function useEditing(template: Template | null, start: Content, onSaved: (id: string | null) => void) {
  const { t } = useTexts("replies");
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const before = template ? contentOf(template) : start;
  const [content, setContent] = useState<Content>(before);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [broken, setBroken] = useState(false);
  const written = content.variants.filter((variant) => variant.body.trim() !== "");
  const missing = { name: content.name.trim() === "", body: written.length === 0 };
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.templates.list.pathKey() });

  const attempt = async (act: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    await act().catch(setError);
    setBusy(false);
  };
  const save = () => {
    setAsked(true);
    setBroken(false);
    if (missing.name || missing.body) return;
    if (written.some((variant) => templateProblems(variant.body).length > 0)) return setBroken(true);
    return attempt(async () => {
      const { id } = await api.templates.save.mutate({ ...content, id: template?.id ?? null, variants: written });
      setContent((now) => ({ ...now, variants: written }));
      await refresh();
      onSaved(id);
      showToast({ text: t("templates.saved") });
    });
  };
  const remove = () =>
    attempt(async () => {
      if (!template) return;
      await api.templates.remove.mutate({ templateId: template.id });
      await refresh();
      onSaved(null);
      const restore = async () => {
        const { id } = await api.templates.save.mutate({ ...before, id: null });
        await refresh();
        onSaved(id);
      };
      showToast({
        text: t("templates.deleted", { name: template.name }),
        onUndo: () => void restore().catch(setError),
      });
    });
  return {
    content,
    set: (next: Partial<Content>) => setContent((now) => ({ ...now, ...next })),
    changed: JSON.stringify(content) !== JSON.stringify(template ? before : blank),
    asked,
    missing,
    broken,
    busy,
    error,
    save,
    remove,
  };
}
