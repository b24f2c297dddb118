import { useEffect, useRef, useSyncExternalStore } from "react";

/** `j`, `?`, `Enter`, `mod+Enter`, `mod+shift+Enter`, `g i` (one after the other), `Escape`. `mod` is ⌘ on a Mac, else Ctrl. */
export type Keys = string;
type Binding = { run: () => void; label?: string; group?: string };
export type Bindings = Record<Keys, Binding | (() => void)>;

/** What a page offers in the palette. */
export type PaletteAction = { id: string; label: string; group: string; keys?: Keys; words?: string; run: () => void };

export const onMac: boolean = /Mac|iPhone|iPad/.test(navigator.platform);

const layers: { current: Bindings }[] = [];
const offers: { current: PaletteAction[] }[] = [];
const kept = "konak.letters";
const watchers = new Set<() => void>();
const subscribe = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

export const useLettersOn = (): boolean => useSyncExternalStore(subscribe, lettersOn, () => true);
export function setLettersOn(on: boolean): void {
  if (on) localStorage.removeItem(kept);
  else localStorage.setItem(kept, "off");
  for (const watcher of watchers) watcher();
}
function lettersOn(): boolean {
  return localStorage.getItem(kept) !== "off";
}

/** Registers keys while the component is on the screen; the newest layer wins, so a dialog can take `Escape`. */
export function useKeys(bindings: Bindings): void {
  const layer = useRef(bindings);
  layer.current = bindings;
  useEffect(() => {
    layers.push(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, []);
}

/** Registers actions in the palette while the component is on the screen. */
export function usePaletteActions(actions: PaletteAction[]): void {
  const offer = useRef(actions);
  offer.current = actions;
  useEffect(() => {
    offers.push(offer);
    return () => void offers.splice(offers.indexOf(offer), 1);
  }, []);
}

/** All actions on offer now, newest first. */
export const paletteActions = (): PaletteAction[] => offers.toReversed().flatMap((offer) => offer.current);

/** Every key with a label that works now, for the `?` dialog. */
export function labelledKeys(): { keys: Keys; label: string; group: string }[] {
  const seen = new Map<Keys, { keys: Keys; label: string; group: string }>();
  for (const layer of layers)
    for (const [keys, binding] of Object.entries(layer.current))
      if (typeof binding !== "function" && binding.label)
        seen.set(keys, { keys, label: binding.label, group: binding.group ?? "" });
  return [...seen.values()];
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches("textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=button])"));

const named = (event: KeyboardEvent): Keys => {
  const mod = onMac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${mod ? "mod+" : ""}${event.altKey ? "alt+" : ""}${mod && event.shiftKey ? "shift+" : ""}${key}`;
};

const find = (keys: Keys): (() => void) | null => {
  for (const layer of layers.toReversed()) {
    const binding = layer.current[keys];
    if (binding) return typeof binding === "function" ? binding : binding.run;
  }
  return null;
};

let first = "";
let firstAt = 0;

/** What a key press should run, or null. Letters are ours only outside text fields and outside open menus. */
export function runFor(event: KeyboardEvent): (() => void) | null {
  const keys = named(event);
  const plain = !keys.startsWith("mod+") && !event.altKey && !event.ctrlKey && !event.metaKey;
  const letter = plain && event.key.length === 1;
  if (plain && (typing(event.target) || openMenu(event.target))) return event.key === "Escape" ? find(keys) : null;
  if (plain && event.key === "Enter" && onControl(event.target)) return null;
  if (letter && !lettersOn() && keys !== "?") return null;
  const pair = first && event.timeStamp - firstAt < 1500 ? find(`${first} ${keys}`) : null;
  first = letter && !pair ? keys : "";
  firstAt = event.timeStamp;
  return pair ?? find(keys);
}

const openMenu = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("[role=menu], [role=listbox], [role=dialog]") !== null;
const onControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("button, a, summary, [role=button]") !== null;

/** Listens once for the whole page. */
export function startKeys(): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const run = runFor(event);
    if (!run) return;
    event.preventDefault();
    run();
  };
  addEventListener("keydown", listen);
  return () => removeEventListener("keydown", listen);
}
