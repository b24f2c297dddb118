import { ChevronDown, NotebookText } from "lucide-react";
import type { ReactNode } from "react";
import type { Template } from "#shared/replies/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Button } from "#web/ui/button.tsx";
import { Chooser } from "#web/ui/chooser.tsx";
import { Menu, MenuItem, MenuTitle } from "#web/ui/menu.tsx";

type Props = {
  template: Template | null;
  lang: string | null;
  languages: string[];
  onLanguage: (lang: string) => void;
  open: boolean;
  onOpen: (open: boolean) => void;
  children: ReactNode;
  /** what else can begin an answer */
  more?: ReactNode;
};

const Caret = () => <ChevronDown aria-hidden size={12} strokeWidth={1.75} className="-mr-0.5 shrink-0 text-text-3" />;

/** Which template the answer began with, and in which language it is written. */
export function ComposerBar({ template, lang, languages, onLanguage, open, onOpen, children, more }: Props) {
  const { t } = useTexts("replies");
  const format = useFormat();
  return (
    <div className="flex shrink-0 items-center gap-1 px-1.5 pt-1.25 text-12">
      <Chooser
        title={t("picker.title")}
        open={open}
        onOpenChange={onOpen}
        align="start"
        side="top"
        trigger={
          <Button
            variant="plain"
            size="s"
            icon={NotebookText}
            className="min-w-0 shrink !text-text"
            title={t("composer.chooseTemplate")}
          >
            <span className="truncate">{template?.name ?? t("composer.template")}</span>
            <Caret />
          </Button>
        }
      >
        {children}
      </Chooser>
      {template && (
        <span className="truncate text-text-3 max-sm:hidden">{t("composer.uses", { count: template.uses })}</span>
      )}
      <span className="flex-1" />
      {more}
      <Menu
        align="end"
        trigger={
          <Button variant="plain" size="s" title={t("composer.language")}>
            {lang ? format.language(lang) : t("composer.languageUnknown")}
            <Caret />
          </Button>
        }
      >
        <MenuTitle>{t("composer.language")}</MenuTitle>
        {languages.map((each) => (
          <MenuItem key={each} chosen={each === lang} onSelect={() => onLanguage(each)}>
            {format.language(each)}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
