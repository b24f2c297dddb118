import { Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import type { CallView } from "#shared/ideas/schema.ts";
import { type IdeaStage, ideaStages } from "#shared/ideas/stage.ts";
import { IdeaGroup } from "#web/features/ideas/idea-group.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { Chip } from "#web/ui/chip.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { IconInput } from "#web/ui/field.tsx";

const deskShows = ["needAnswer", "lookAlike", "distant", "needVotes", "waitAuthor", "toTell"] as const;
export type DeskShow = (typeof deskShows)[number];
export type DeskAddress = { stage?: IdeaStage; show?: DeskShow };
type Props = { call: CallView; address: DeskAddress; onAddress: (address: DeskAddress) => void };

/** Nearest to its end first: a decision that waits is worth more than one more look at what just came in. */
const deskOrder = ["decide", "refine", "shortlist", "open", "result"] as const satisfies readonly IdeaStage[];
const oneOfStage = new Set<IdeaStage>(ideaStages);

/** The desk: all ideas of the call by stage, or one stage, or what waits for one thing. */
export function CallDesk({ call, address, onAddress }: Props) {
  const { t } = useTexts("calls");
  const { t: say } = useTexts("ideas");
  const [typed, setTyped] = useState("");
  const find = useDeferredValue(typed.trim());
  const { show } = address;
  const stage = address.stage && oneOfStage.has(address.stage) ? address.stage : undefined;
  const shown = deskOrder.filter((one) => (stage ? one === stage : (count(call, one) ?? 0) > 0));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex items-center gap-1.5 max-sm:flex-wrap">
        <IconInput
          icon={Search}
          type="search"
          aria-label={say("find")}
          placeholder={say("find")}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          className="w-56 shrink-0 max-sm:w-full"
        />
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form; these are filters */}
        <div
          role="group"
          aria-label={t("show.label")}
          className="flex min-w-0 gap-1.5 overflow-x-auto py-0.5 [scrollbar-width:none] max-sm:-mx-3 max-sm:w-[calc(100%+24px)] max-sm:px-3"
        >
          {deskShows.map((one) => (
            <Chip
              key={one}
              on={show === one}
              onClick={() => onAddress({ stage, show: show === one ? undefined : one })}
            >
              {t(`show.${one}`)}
            </Chip>
          ))}
        </div>
      </div>
      {show ? (
        <>
          <p className="-mt-1 text-12 text-text-3">{t(`showWhy.${show}`)}</p>
          <IdeaGroup key={`${show} ${stage}`} call={call} stage={stage ?? null} show={show} find={find} alone />
        </>
      ) : find ? (
        <IdeaGroup key="found" call={call} stage={stage ?? null} show={null} find={find} alone />
      ) : shown.length === 0 ? (
        <EmptyState>{say("empty.open")}</EmptyState>
      ) : (
        shown.map((one) => (
          <IdeaGroup
            key={one}
            call={call}
            stage={one}
            show={null}
            find=""
            alone={stage !== undefined}
            onAll={() => onAddress({ stage: one })}
          />
        ))
      )}
    </div>
  );
}

const count = (call: CallView, stage: IdeaStage) => call.stages.find((one) => one.stage === stage)?.ideas;
