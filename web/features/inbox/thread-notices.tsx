import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Eye, Plug, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Presence, ThreadView } from "#shared/inbox/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useBrand, useMay } from "#web/lib/me.ts";
import { missingPermission } from "#web/lib/missing-permission.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Banner } from "#web/ui/banner.tsx";
import { networkName } from "#web/ui/network-icon.tsx";

/** Slim lines above a thread: what is wrong with its channel, whether it is still there, and who else is on it. */
export function ThreadNotices({ thread, others }: { thread: ThreadView; others: Presence[] }) {
  const { t } = useTexts("thread");
  const format = useFormat();
  const network = networkName(thread.network);
  const writer = others.find((one) => one.writing);
  const [other] = others;
  return (
    <>
      {thread.channelHealth === "reconnect" && (
        <BrokenKey thread={thread}>
          <b>{t("reconnect.title", { network })}</b> {t("reconnect.detail")}
        </BrokenKey>
      )}
      {thread.channelHealth === "slow" && <Banner flush>{t("reconnect.slow", { network })}</Banner>}
      {thread.channelHealth === "narrowed" && (
        <BrokenKey thread={thread}>
          <Narrowed thread={thread} />
        </BrokenKey>
      )}
      {thread.channelHealth === "paused" && <Banner flush>{t("reconnect.paused")}</Banner>}
      {thread.deletedAt && (
        <Banner flush icon={Trash2}>
          {t("thread.deletedThere", { network })}
        </Banner>
      )}
      {other && (
        <Banner flush tone="hint" icon={Eye}>
          {writer
            ? t("presence.writing", { name: writer.name })
            : others.length > 1
              ? t("presence.several", { names: format.list(others.map((one) => one.name)) })
              : t("presence.reading", { name: other.name })}
        </Banner>
      )}
    </>
  );
}

/** What only a person can mend, with the way there for those who may. */
function BrokenKey({ thread, children }: { thread: ThreadView; children: ReactNode }) {
  const { t } = useTexts("thread");
  const mayConnect = useMay("channel.connect");
  const mend = mayConnect && (
    <Link to="/channels" search={{ brand: thread.brandSlug, connect: thread.channelId }} className="link shrink-0">
      {t("reconnect.action")}
    </Link>
  );
  return (
    <Banner flush tone="ask" icon={Plug} action={mend}>
      {children}
    </Banner>
  );
}

/** Which permission is missing stands in the list of channels, which the frame of the page has read. */
function Narrowed({ thread }: { thread: ThreadView }) {
  const { t } = useTexts("thread");
  const trpc = useTRPC();
  const channels = useQuery(trpc.channels.list.queryOptions({ brand: useBrand()?.slug })).data;
  const missing = channels?.find((one) => one.id === thread.channelId)?.missing;
  return (
    <>
      <b>{t("reconnect.narrowed", { network: networkName(thread.network) })}</b>{" "}
      {missing && `${t("reconnect.narrowedWhich", { missing: missingPermission(missing) })} `}
      {t("reconnect.narrowedDetail")}
    </>
  );
}
