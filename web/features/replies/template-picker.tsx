import type { Template } from "#shared/replies/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Tag } from "#web/ui/badge.tsx";
import Choices from "#web/ui/choices.tsx";

type Props = {
  templates: readonly Template[];
  lang: string | null;
  chosen: string | null;
  onChoose: (template: Template | null) => void;
};

const without = "without";

/** Templates by name and by their words, the most used first; each says in which languages it exists. */
export default function TemplatePicker({ templates, lang, chosen, onChoose }: Props) {
  const { t } = useTexts("replies");
  return (
    <Choices
      className="!w-96 max-sm:!w-full"
      label={t("picker.title")}
      search={t("picker.search")}
      empty={(typed) => (templates.length === 0 ? t("picker.empty") : t("picker.none", { q: typed }))}
      onChoose={(id) => onChoose(templates.find((template) => template.id === id) ?? null)}
      choices={[
        ...templates.map((template) => ({
          id: template.id,
          label: template.name,
          detail: (template.variants.find((variant) => variant.lang === lang) ?? template.variants[0])?.body,
          chosen: template.id === chosen,
          words: template.variants.map((variant) => variant.body),
          end: (
            <span className="flex items-center gap-1">
              {template.variants.map((variant) => (
                <Tag key={variant.lang}>{variant.lang.toUpperCase()}</Tag>
              ))}
              <span
                className="w-8 text-right text-12 text-text-3 tabular-nums"
                title={t("composer.uses", { count: template.uses })}
              >
                {template.uses}×
              </span>
            </span>
          ),
        })),
        ...(chosen ? [{ id: without, label: t("picker.without") }] : []),
      ]}
    />
  );
}
