import { useParams } from "@tanstack/react-router";
import { IdeaScreen } from "#web/features/ideas/idea-screen.tsx";
import { ReasonsSlot } from "#web/features/ideas/reasons-slot.ts";
import { LetterReasons } from "#web/features/replies/letter-reasons.tsx";

export function IdeaPage() {
  const { ideaId } = useParams({ from: "/shell/ideas/$ideaId" });
  return (
    <ReasonsSlot value={LetterReasons}>
      <IdeaScreen key={ideaId} ideaId={ideaId} />
    </ReasonsSlot>
  );
}
