import { useParams } from "@tanstack/react-router";
import { IdeaScreen } from "#web/features/ideas/idea-screen.tsx";

export function IdeaPage() {
  const { ideaId } = useParams({ from: "/shell/ideas/$ideaId" });
  return <IdeaScreen key={ideaId} ideaId={ideaId} />;
}
