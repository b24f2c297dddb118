import { MailNotice } from "#web/app/notices.tsx";
import { PeopleScreen } from "#web/features/team/people-screen.tsx";
import { useMe } from "#web/lib/me.ts";

export function PeoplePage() {
  const { mail } = useMe();
  return <PeopleScreen notice={mail.folder ? <MailNotice folder={mail.folder} /> : null} />;
}
