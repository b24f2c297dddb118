import { postFormula, type RateFormula, rateParts, type Unit } from "#shared/reports/closed-list.ts";
import type { PostFigures } from "#shared/reports/schema.ts";
import { formulaTexts } from "#shared/reports/texts/en.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Card } from "#web/ui/panes.tsx";
import { PostName } from "./post-name.tsx";
import { bestAndWorst } from "./sort.ts";
import { useSay } from "./value.tsx";

type Props = { posts: PostFigures[]; formula: RateFormula; onOpen: (id: string) => void };

export function BestWorst({ posts, formula, onOpen }: Props) {
  const { t } = useTexts("reports");
  const ends = bestAndWorst(posts);
  return (
    <div className="grid gap-3 @[620px]:grid-cols-2">
      {(["best", "worst"] as const).map((end) => (
        <Card
          key={end}
          title={t(`posts.${end}`)}
          aside={<span className="@max-[620px]:hidden">{lower(formulaTexts[postFormula(formula)].name)}</span>}
        >
          {ends[end].length === 0 && <p className="py-1 text-12 text-text-3">{t("posts.tooFew")}</p>}
          <ol>
            {ends[end].map((post) => (
              <li key={post.id}>
                <EndRow post={post} unit={rateParts[postFormula(formula)].unit} onOpen={onOpen} />
              </li>
            ))}
          </ol>
        </Card>
      ))}
    </div>
  );
}

function EndRow({ post, unit, onOpen }: { post: PostFigures; unit: Unit; onOpen: (id: string) => void }) {
  const say = useSay();
  return (
    <button
      type="button"
      onClick={() => onOpen(post.id)}
      className="-mx-1.5 flex min-h-8 w-[calc(100%+12px)] items-center gap-3 rounded-m px-1.5 text-left hover:bg-hover max-sm:min-h-11"
    >
      <span className="min-w-0 flex-1">
        <PostName post={post} />
      </span>
      <span className="border-b border-dotted border-current text-accent tabular-nums">{say(post.rate, unit)}</span>
    </button>
  );
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
