import type { InboxFilter } from "#shared/inbox/schema.ts";

/** The fixed views of the sidebar. A view is nothing but a filter with a name. */
export const views = ["open", "mine", "unassigned", "waiting", "snoozed", "done", "problems"] as const;
export type View = (typeof views)[number];

const filters: Record<View, InboxFilter> = {
  open: {},
  mine: { assignee: "me" },
  unassigned: { assignee: "none" },
  waiting: { status: "waiting" },
  snoozed: { status: "snoozed" },
  done: { status: "done" },
  problems: { problems: true, status: "all" },
};

/** The filter of a view within a brand. */
export const filterOf = (view: View, brand?: string): InboxFilter => ({ ...(brand && { brand }), ...filters[view] });

/** The view a filter shows, whatever else it narrows down; null for one that no view names. */
export function viewOf(filter: InboxFilter): View | null {
  if (filter.problems) return "problems";
  const status = filter.status ?? "open";
  if (status === "all") return null;
  if (status !== "open") return filter.assignee === undefined ? status : null;
  if (filter.assignee === undefined) return "open";
  if (filter.assignee === "me") return "mine";
  return filter.assignee === "none" ? "unassigned" : null;
}

/** The parts of a filter a person added on top of the view, in the order of their chips. */
export const narrowings = ["post", "channel", "lang", "label", "kind", "status", "assignee", "question"] as const;
export type Narrowing = (typeof narrowings)[number];

/** The narrowings in use that the view does not stand for already. */
export function narrowingsIn(filter: InboxFilter): Narrowing[] {
  const view = viewOf(filter);
  const own = view ? filters[view] : {};
  return narrowings.filter(
    (part) => filter[part] !== undefined && filter[part] !== false && filter[part] !== own[part],
  );
}

/** The filter without what was typed or narrowed down. */
export const widened = (filter: InboxFilter): InboxFilter => {
  const view = viewOf(filter);
  return { ...filterOf(view ?? "open", filter.brand), ...(filter.sort && { sort: filter.sort }) };
};
