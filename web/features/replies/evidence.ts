import type { Warning } from "#shared/replies/schema.ts";

type Evidence = NonNullable<Warning["comment"]>;

const name = "evidence";

let styled = false;

// The build's stylesheets do not know this selector yet, so the page brings it along itself.
function style(): void {
  if (styled) return;
  styled = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `::highlight(${name}) { background-color: var(--warn-soft); text-decoration: underline dotted 2px var(--l-amber); }`,
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

const messageOf = (id: string): HTMLElement | null => document.querySelector(`[data-message="${CSS.escape(id)}"]`);

/** Brings the message a reason speaks of into view, marks its passages and gives it the focus. */
export function showEvidence({ id, spans }: Evidence): void {
  const message = id === null ? null : messageOf(id);
  if (!message) return;
  markPassages(message, spans);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  message.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  message.focus({ preventScroll: true });
}

// Marked from outside, so that the thread need not know why; browsers without highlights still go there.
function markPassages(message: HTMLElement, spans: Evidence["spans"]): void {
  if (!("highlights" in CSS) || typeof Highlight === "undefined") return;
  style();
  const text = message.querySelector("[data-text]")?.firstChild;
  const length = text?.textContent?.length ?? 0;
  const ranges = spans.flatMap(({ from, to }) => {
    if (!text || from >= to || to > length) return [];
    const range = new Range();
    range.setStart(text, from);
    range.setEnd(text, to);
    return [range];
  });
  CSS.highlights.set(name, new Highlight(...ranges));
}

/** Takes the marks away again, as when the thread is left. */
export function clearEvidence(): void {
  if ("highlights" in CSS) CSS.highlights.delete(name);
}
