/** What can happen to a loop; each is one row, and their fold is its state. */
export const loopEventKinds = [
  "asked",
  "joined",
  "handed_on",
  "answered",
  "withdrawn",
  "expired",
  "reminded",
  "told",
  "set_aside",
  "taken_back",
  "closed",
  "reopened",
] as const;
export type LoopEventKind = (typeof loopEventKinds)[number];
export type LoopEvent = { kind: LoopEventKind; at: string; departmentId: string | null };

/** `out`: a department has it. `answered`: the followers are still to be told. `closed`: each was. `over`: nobody answers. */
export const loopStates = ["out", "answered", "closed", "over"] as const;
export type LoopState = (typeof loopStates)[number];

/** The state after one more event; events that change no state leave it. */
export function nextState(state: LoopState, kind: LoopEventKind): LoopState {
  if (kind === "asked" || kind === "handed_on") return "out";
  if (kind === "answered") return "answered";
  if (kind === "closed") return "closed";
  if (kind === "reopened") return "answered";
  if (kind === "withdrawn" || kind === "expired") return state === "out" ? "over" : state;
  return state;
}

/** The state of a loop from all its events, oldest first. */
export const stateOfLoop = (events: readonly LoopEvent[]): LoopState =>
  events.reduce<LoopState>((state, event) => nextState(state, event.kind), "out");

/** A stretch of a loop's way: who had it from when to when. `to` null: has it now. `departmentId` null: our own team. */
export type Spell = { departmentId: string | null; from: string; to: string | null; seconds: number };

/**
 * Who had a loop and how long, from its events, oldest first: a department from asked (or handed on to) until it answered,
 * handed on, or its time was over; the team from then until it closed. `now` ends the spell that still runs.
 */
export function spellsOf(events: readonly LoopEvent[], now: string): Spell[] {
  const spells: Spell[] = [];
  let open: { departmentId: string | null; from: string } | null = null;
  const end = (at: string, running: boolean) => {
    if (!open) return;
    const seconds = Math.max(0, (Date.parse(at) - Date.parse(open.from)) / 1000);
    spells.push({ ...open, to: running ? null : at, seconds });
    open = null;
  };
  for (const { kind, at, departmentId } of events) {
    if (kind === "asked" || kind === "handed_on") {
      end(at, false);
      open = { departmentId, from: at };
    } else if (["answered", "withdrawn", "expired", "reopened"].includes(kind)) {
      end(at, false);
      open = { departmentId: null, from: at };
    } else if (kind === "closed") end(at, false);
  }
  end(now, true);
  return spells;
}
