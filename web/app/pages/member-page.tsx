import { useParams, useSearch } from "@tanstack/react-router";
import { MemberScreen } from "#web/features/members/member-screen.tsx";

export function MemberPage() {
  const { memberId } = useParams({ from: "/shell/members/$memberId" });
  const { brand } = useSearch({ from: "/shell/members/$memberId" });
  return <MemberScreen key={memberId} memberId={memberId} brand={brand} />;
}
