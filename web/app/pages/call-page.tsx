import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { CallScreen } from "#web/features/ideas/call-screen.tsx";
import { ReasonsSlot } from "#web/features/ideas/reasons-slot.ts";
import { LetterReasons } from "#web/features/replies/letter-reasons.tsx";

export function CallPage() {
  const { callId } = useParams({ from: "/shell/calls/$callId" });
  const address = useSearch({ from: "/shell/calls/$callId" });
  const navigate = useNavigate();
  return (
    <ReasonsSlot value={LetterReasons}>
      <CallScreen
        key={callId}
        callId={callId}
        address={address}
        onAddress={(search) => void navigate({ to: "/calls/$callId", params: { callId }, search, replace: true })}
      />
    </ReasonsSlot>
  );
}
