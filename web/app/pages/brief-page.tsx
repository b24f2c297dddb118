import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { BriefScreen } from "#web/features/ideas/brief-screen.tsx";

/** A new call; once saved it has an address of its own. */
export function NewCallPage() {
  const { brand } = useSearch({ from: "/shell/calls/new" });
  return <Brief callId={null} brand={brand} />;
}

export function BriefPage() {
  const { callId } = useParams({ from: "/shell/calls/$callId/brief" });
  return <Brief key={callId} callId={callId} />;
}

function Brief({ callId, brand }: { callId: string | null; brand?: string }) {
  const navigate = useNavigate();
  return (
    <BriefScreen
      callId={callId}
      brand={brand}
      onSaved={(saved) => void navigate({ to: "/calls/$callId/brief", params: { callId: saved }, replace: true })}
      onPublished={(published) => void navigate({ to: "/calls/$callId", params: { callId: published } })}
      onGone={() => void navigate({ to: "/calls" })}
    />
  );
}
