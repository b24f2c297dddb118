import { useState } from "react";
import type { ThreadRow } from "#shared/inbox/schema.ts";

/** The threads ticked in the list; only those still shown count. */
export function useSelection(rows: ThreadRow[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [wanted, setWanted] = useState(false);
  const [last, setLast] = useState<string | null>(null);
  const chosen = rows.filter((row) => ids.has(row.id));
  const check = (id: string, range: boolean) => {
    const next = new Set(ids);
    const span = range && last ? between(rows, last, id) : [id];
    const on = !ids.has(id);
    for (const each of span) {
      if (on) next.add(each);
      else next.delete(each);
    }
    setIds(next);
    setLast(id);
    setWanted(false);
  };
  const clear = () => {
    setIds(new Set());
    setWanted(false);
  };
  return {
    on: wanted || chosen.length > 0,
    setOn: (on: boolean) => (on ? setWanted(true) : clear()),
    ids,
    chosen,
    check,
    clear,
    all: () => setIds(new Set(rows.map((row) => row.id))),
  };
}

export type Selection = ReturnType<typeof useSelection>;

/** The ids of a stretch of rows, whichever end was ticked first. */
function between(rows: ThreadRow[], from: string, to: string): string[] {
  const [a, b] = [from, to].map((id) => rows.findIndex((row) => row.id === id)).sort((x, y) => x - y) as [
    number,
    number,
  ];
  return a < 0 ? [to] : rows.slice(a, b + 1).map((row) => row.id);
}
