import { useParams } from "@tanstack/react-router";
import { AnswerScreen } from "#web/features/forwarding/answer-screen.tsx";

export function AnswerPage() {
  const { token } = useParams({ from: "/answer/$token" });
  return <AnswerScreen key={token} token={token} />;
}
