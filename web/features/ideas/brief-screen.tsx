import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import type { CallView } from "#shared/ideas/schema.ts";
import { BriefForm } from "#web/features/ideas/brief-form.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Pill } from "#web/ui/badge.tsx";
import { buttonClass } from "#web/ui/button.tsx";
import { Page, PaneTitle } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";

type Props = {
  callId: string | null;
  brand?: string;
  onSaved: (callId: string) => void;
  onPublished: (callId: string) => void;
  onGone: () => void;
};

/** The brief of a call, a new one or one that stands, with what it still lacks beside it. */
export function BriefScreen(props: Props) {
  const { callId } = props;
  return callId === null ? (
    <Frame call={null}>
      <BriefForm call={null} {...props} />
    </Frame>
  ) : (
    <Known {...props} callId={callId} />
  );
}

function Known({ callId, ...rest }: Props & { callId: string }) {
  const call = useQuery({ ...useTRPC().calls.get.queryOptions({ callId }), meta: { live: "held" } });
  return (
    <Frame call={call.data ?? null}>
      {call.isError && <Problem error={call.error} onRetry={() => void call.refetch()} />}
      {call.isPending && <SkeletonRows count={6} height={72} />}
      {call.data && <BriefForm key={call.data.id} call={call.data} {...rest} />}
    </Frame>
  );
}

function Frame({ call, children }: { call: CallView | null; children: ReactNode }) {
  const { t } = useTexts("callBrief");
  const { t: say } = useTexts("calls");
  const back = (
    <>
      <ArrowLeft aria-hidden size={16} strokeWidth={1.5} />
      <span className="sr-only">{say("back")}</span>
    </>
  );
  return (
    <Page
      bar={
        <>
          {call?.publishedAt ? (
            <Link to="/calls/$callId" params={{ callId: call.id }} className={buttonClass("plain", "m", "max-sm:px-2")}>
              {back}
            </Link>
          ) : (
            <Link to="/calls" className={buttonClass("plain", "m", "max-sm:px-2")}>
              {back}
            </Link>
          )}
          <PaneTitle>{call?.question || t(call ? "title" : "newTitle")}</PaneTitle>
          {call && <Pill>{call.publishedAt ? t("published", { version: call.version }) : t("draft")}</Pill>}
        </>
      }
    >
      {children}
    </Page>
  );
}
