import { Globe, type LucideIcon, Mail, Users } from "lucide-react";
import type { Audience } from "#shared/inbox/audience.ts";
import type { ThreadView } from "#shared/inbox/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";
import { audienceOfAnswer, hearerOf } from "./drafted-thread.ts";

const icons: Record<Audience, LucideIcon> = { public: Globe, followers: Users, private: Mail };

/** Who will read the answer, said where it is written. */
export function AudienceLine({ thread, id }: { thread: ThreadView; id: string }) {
  const { t } = useTexts("replies");
  const audience = audienceOfAnswer(thread);
  const Icon = icons[audience ?? "public"];
  const said =
    audience === "public"
      ? t(`audience.public.${thread.kind}`)
      : audience
        ? t(`audience.${audience}`, { name: hearerOf(thread) })
        : t("audience.unknown");
  return (
    <p
      id={id}
      data-audience={audience ?? "unknown"}
      className={cx(
        "flex shrink-0 items-start gap-1.5 px-3.5 text-12 leading-4.5",
        audience === "public" ? "pt-1.5 text-text-3" : "bg-hint-soft py-1.25",
      )}
    >
      <Icon
        aria-hidden
        size={13}
        strokeWidth={1.75}
        className={cx("mt-0.75 shrink-0", audience !== "public" && "text-hint")}
      />
      <span className="min-w-0">{said}</span>
    </p>
  );
}
