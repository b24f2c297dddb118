import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { IconButton } from "./icon-button.tsx";
import { useWords } from "./words.ts";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** beside the title, quieter */
  aside?: ReactNode;
  /** said to screen readers and shown above the content */
  description?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  width?: number;
  className?: string;
};

/** Focus starts on the dialog, not on its cross; a field with `autoFocus` has taken it already. */
const stayOnContent = (event: Event) => {
  event.preventDefault();
  (event.currentTarget as HTMLElement | null)?.focus();
};

/** The dialog itself, with its focus kept inside and given back afterwards. */
export default function OpenDialog({
  open,
  onOpenChange,
  title,
  aside,
  description,
  children,
  footer,
  width = 480,
  className,
}: DialogProps) {
  const words = useWords();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fade-in fixed inset-0 z-40 grid place-items-center bg-scrim p-6 max-sm:place-items-stretch max-sm:p-0">
          <Radix.Content
            onOpenAutoFocus={stayOnContent}
            {...(description ? {} : { "aria-describedby": undefined })}
            style={{ width: `min(${width}px, 100%)` }}
            className="rise-in flex max-h-full min-h-0 flex-col overflow-hidden rounded-[14px] border border-line-strong bg-raised text-text shadow-modal outline-none max-sm:!w-full max-sm:rounded-none max-sm:border-0"
          >
            <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line pr-2.5 pl-5">
              <Radix.Title className="truncate text-14 font-strong">{title}</Radix.Title>
              {aside && <span className="truncate text-text-3">{aside}</span>}
              <Radix.Close asChild>
                <IconButton icon={X} label={words.close} keys="Escape" className="ml-auto" />
              </Radix.Close>
            </header>
            <div className={cx("scroll-y flex-1", className ?? "grid content-start gap-4 px-5 pt-4 pb-5")}>
              {description && <Radix.Description className="text-text-2">{description}</Radix.Description>}
              {children}
            </div>
            {footer && (
              <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-line py-2.5 pr-3 pl-5">
                {footer}
              </footer>
            )}
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}
