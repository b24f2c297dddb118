import { useParams } from "@tanstack/react-router";
import { SharedScreen } from "#web/features/reports/shared-screen.tsx";

export function SharedReportPage() {
  const { token } = useParams({ from: "/r/$token" });
  return <SharedScreen key={token} token={token} />;
}
