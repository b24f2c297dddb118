import { nameMissing, wrongName } from "./addressing.ts";
import { answersOther } from "./answers-other.ts";
import { emptyApology } from "./apology.ts";
import { asksAgain } from "./asks-again.ts";
import type { CheckInput } from "./check-input.ts";
import { echoesNothing, questionUnanswered } from "./echo.ts";
import { ownWordShare } from "./own-words.ts";
import { promoInComplaint } from "./promotion.ts";
import { readDraft } from "./read-draft.ts";
import { nearestInThread, repeatRecent, repeatThread, sameOpening, templateKept } from "./repeats.ts";
import type { CheckResult, Help, Span, Strength, Warning, WarningCode } from "./schema.ts";
import { sendsAway } from "./sends-away.ts";
import { languageMismatch, overLength, placeholder, privateInPublic, signatureOff, staleDraft } from "./slips.ts";
import { renderTemplate } from "./template.ts";
import { toneCheerful } from "./tone.ts";
import { ownVoice } from "./voice.ts";
import { wordsOf } from "./words.ts";

export type { CheckedMessage, CheckInput } from "./check-input.ts";

const order: Record<Strength, number> = { ask: 0, warn: 1, hint: 2 };

// What would leave as a raw slot, tell a secret or be refused by the network asks whatever people thought of it before.
const neverDemoted: ReadonlySet<WarningCode> = new Set(["PLACEHOLDER", "PRIVATE_PUBLIC", "OVER_LENGTH"]);

// A crisis is declared by a person, a death is beyond doubt: there a merry answer asks whatever people heeded before.
const isEarnest = ({ code, params }: Warning): boolean =>
  neverDemoted.has(code) || (code === "TONE_CHEERFUL" && (params.crisis === "yes" || params.grave === "yes"));

function demote(warning: Warning, demoted: readonly WarningCode[]): Warning {
  if (warning.strength === "hint" || isEarnest(warning) || !demoted.includes(warning.code)) return warning;
  return { ...warning, strength: "hint", demoted: true };
}

/** Places of the visible text as places of the text that was given. */
function given(warning: Warning, back: (at: number) => number): Warning {
  const place = ({ from, to }: Span): Span => ({ from: back(from), to: to === 0 ? 0 : back(to - 1) + 1 });
  const helped = (help: Help | null): Help | null => {
    if (help?.kind === "insert") return { ...help, at: back(help.at) };
    return help?.kind === "replace" ? { ...help, span: place(help.span) } : help;
  };
  return { ...warning, spans: warning.spans.map(place), help: helped(warning.help) };
}

/**
 * The personalization check of one draft: named reasons with their evidence, strongest first, and two plain meters.
 * Deterministic and offline; thresholds and measurements in `bench/personalization`. Short thanks for praise ("Thank
 * you, Anna") are not held against earlier ones; nobody is asked for a name or warmth on praise.
 */
export function checkReply(input: CheckInput): CheckResult {
  if (input.draft.trim() === "") return { warnings: [], ownWords: null, nearest: null, voice: [] };
  const { draft, back } = readDraft(input);
  const recent = input.earlier.nearest(draft.normal, { normalized: true, notInThread: input.thread.id });
  const here = nearestInThread(draft, input);
  const repeated = repeatRecent(draft, recent);
  const found = [
    placeholder(draft),
    wrongName(draft, input),
    privateInPublic(draft, input),
    staleDraft(input),
    answersOther(draft, input),
    toneCheerful(draft, input),
    promoInComplaint(draft),
    repeatThread(draft, here),
    repeated,
    templateKept(draft, input),
    languageMismatch(draft, input),
    asksAgain(draft, input),
    sendsAway(draft, input),
    sameOpening(draft, input),
    echoesNothing(draft, input, repeated?.strength === "warn"),
    questionUnanswered(draft, input),
    emptyApology(draft, input),
    nameMissing(draft, input),
    signatureOff(draft, input),
  ].flatMap((warning) => (warning ? [given(warning, back)] : []));
  const tooLong = overLength(input);
  const warnings = (tooLong ? [...found, tooLong] : found).map((warning) => demote(warning, input.demoted ?? []));
  const rendered =
    input.templateBody === null ? null : renderTemplate(input.templateBody, input.templateValues, draft.lang).text;
  return {
    warnings: warnings.sort((a, b) => order[a.strength] - order[b.strength]),
    ownWords: rendered === null ? null : ownWordShare(wordsOf(rendered, draft.lang), draft.words),
    nearest: here && here.similarity >= (recent?.similarity ?? 0) ? here : recent,
    voice: ownVoice(draft, input).map(({ cue, spans }) => ({
      cue,
      spans: spans.map(({ from, to }) => ({ from: back(from), to: to === 0 ? 0 : back(to - 1) + 1 })),
    })),
  };
}
