import { useNavigate, useSearch } from "@tanstack/react-router";
import { CallsScreen } from "#web/features/ideas/calls-screen.tsx";

export function CallsPage() {
  const address = useSearch({ from: "/shell/calls" });
  const navigate = useNavigate();
  return (
    <CallsScreen address={address} onAddress={(search) => void navigate({ to: "/calls", search, replace: true })} />
  );
}
