import { useNavigate, useSearch } from "@tanstack/react-router";
import { LoopsScreen } from "#web/features/forwarding/loops-screen.tsx";

export function LoopsPage() {
  const { state = "toClose", ...filter } = useSearch({ from: "/shell/loops" });
  const navigate = useNavigate();
  return (
    <LoopsScreen
      filter={filter}
      state={state}
      onState={(next) => void navigate({ to: "/loops", search: { ...filter, state: next }, replace: true })}
    />
  );
}
