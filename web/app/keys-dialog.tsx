import { useTexts } from "#web/lib/i18n.ts";
import { labelledKeys, setLettersOn, useLettersOn } from "#web/lib/keys.ts";
import { Checkbox } from "#web/ui/checkbox.tsx";
import { cx } from "#web/ui/cx.ts";
import { Dialog } from "#web/ui/dialog.tsx";
import { Kbd } from "#web/ui/kbd.tsx";

/** Every key that works on the page in view, and the switch for single letters. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts("shell");
  const on = useLettersOn();
  const groups = Map.groupBy(labelledKeys(), (entry) => entry.group);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("keys.title")}
      width={groups.size > 1 ? 640 : 400}
      footer={
        <Checkbox checked={on} onChange={setLettersOn} className="mr-auto">
          {t("keys.letters")}
        </Checkbox>
      }
      className={cx("px-5 py-3", groups.size > 1 && "sm:columns-2 sm:gap-8")}
    >
      {[...groups].map(([group, entries]) => (
        <section key={group} className="mb-3 break-inside-avoid">
          <h3 className="py-1 text-12 font-medium text-text-3">{group}</h3>
          <dl>
            {entries.map((entry) => (
              <div key={entry.keys} className="flex min-h-7 items-center gap-3">
                <dt className="min-w-0 flex-1">{entry.label}</dt>
                <dd className="flex gap-1">
                  <Kbd keys={entry.keys} className="max-sm:!inline-block" />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
