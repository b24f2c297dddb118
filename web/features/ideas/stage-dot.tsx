import type { IdeaStage } from "#shared/ideas/stage.ts";
import { cx } from "#web/ui/cx.ts";

const looks: Record<IdeaStage, string> = {
  open: "border-l-green",
  shortlist: "border-l-blue",
  refine: "border-l-violet bg-l-violet/45",
  decide: "border-accent bg-accent",
  result: "border-l-grey bg-l-grey",
};

/** The sign of a stage; its name always stands beside it. */
export const StageDot = ({ stage }: { stage: IdeaStage }) => (
  <span aria-hidden className={cx("size-2.25 shrink-0 rounded-full border-2", looks[stage])} />
);
