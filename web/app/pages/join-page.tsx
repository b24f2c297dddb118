import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { LinkInfo } from "#shared/team/schema.ts";
import { PlainPage } from "#web/app/plain-page.tsx";
import { JoinForm } from "#web/features/team/join-form.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { sayError } from "#web/lib/say-error.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { buttonClass } from "#web/ui/button.tsx";
import { Bar, Waiting } from "#web/ui/skeleton.tsx";

/** Where a one-time link opens: sign-in, the first set-up, or an invitation. Opening it uses nothing up; the button does. */
export function JoinPage() {
  const { t } = useTexts("team");
  const { token } = useSearch({ from: "/join" });
  const trpc = useTRPC();
  const link = useQuery(
    trpc.team.linkInfo.queryOptions({ token: token ?? "" }, { enabled: Boolean(token), retry: false }),
  );
  if (!token) return <Dead what={t("join.noToken")} />;
  if (link.isError) return <Dead what={sayError(link.error).what} error={link.error} />;
  if (!link.data)
    return (
      <PlainPage title={t("join.reading")}>
        <Waiting>
          <Bar className="w-3/5" />
        </Waiting>
      </PlainPage>
    );
  return <OpenLink token={token} link={link.data} />;
}

function OpenLink({ token, link }: { token: string; link: LinkInfo }) {
  const { t } = useTexts("team");
  const { t: say } = useTexts("shell");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const enter = async () => {
    queries.clear();
    await navigate({ to: "/inbox", replace: true });
  };
  const workspace = link.workspaceName ?? "Konak";
  const said = {
    "sign-in": { title: t("join.signinTitle", { workspace }), sub: t("join.signinText") },
    setup: { title: t("join.setupTitle"), sub: t("join.setupText") },
    invite: {
      title: t("join.inviteTitle", { workspace }),
      sub: t("join.inviteText", { role: say(`role.${link.role ?? "viewer"}`) }),
    },
  }[link.kind];
  return (
    <PlainPage title={said.title} sub={said.sub}>
      <JoinForm token={token} link={link} onJoined={enter} />
    </PlainPage>
  );
}

function Dead({ what, error }: { what: string; error?: unknown }) {
  const { t } = useTexts("team");
  return (
    <PlainPage title={what}>
      {error !== undefined && <Problem error={error} className="mb-4" />}
      <Link to="/sign-in" className={buttonClass("default", "l")}>
        {t("join.toSignIn")}
      </Link>
    </PlainPage>
  );
}
