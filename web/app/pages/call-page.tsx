import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { CallScreen } from "#web/features/ideas/call-screen.tsx";

export function CallPage() {
  const { callId } = useParams({ from: "/shell/calls/$callId" });
  const address = useSearch({ from: "/shell/calls/$callId" });
  const navigate = useNavigate();
  return (
    <CallScreen
      key={callId}
      callId={callId}
      address={address}
      onAddress={(search) => void navigate({ to: "/calls/$callId", params: { callId }, search, replace: true })}
    />
  );
}
