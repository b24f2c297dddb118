import { useEffect, useRef, useState, useSyncExternalStore } from "react";

/** `j`, `?`, `Enter`, `mod+Enter`, `mod+shift+Enter`, `g i` (one after the other), `Escape`. `mod` is ⌘ on a Mac, else Ctrl. */
export type Keys = string;
type Binding = { run: () => void; label?: string; group?: string };
export type Bindings = Record<Keys, Binding | (() => void)>;

/** What a page offers in the palette. */
export type PaletteAction = { id: string; label: string; group: string; keys?: Keys; words?: string; run: () => void };

export const onMac: boolean = /Mac|iPhone|iPad/.test(navigator.platform);

type Layer<T> = { order: number; read: () => T };
const layers: Layer<Bindings>[] = [];
const offers: Layer<PaletteAction[]>[] = [];
let drawn = 0;
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

/** Stands in the pile in the order of drawing: effects run from the inside out, so their order would be the wrong one. */
function useLayer<T>(pile: Layer<T>[], content: T): void {
  const latest = useRef(content);
  latest.current = content;
  const [order] = useState(() => ++drawn);
  useEffect(() => {
    const layer = { order, read: () => latest.current };
    pile.push(layer);
    pile.sort((a, b) => a.order - b.order);
    return () => void pile.splice(pile.indexOf(layer), 1);
  }, [pile, order]);
}

/** Registers keys while the component is on the screen; the innermost, newest layer has the first word. */
export const useKeys = (bindings: Bindings): void => useLayer(layers, bindings);

/** Registers actions in the palette while the component is on the screen. */
export const usePaletteActions = (actions: PaletteAction[]): void => useLayer(offers, actions);

/** All actions on offer now, newest first. */
export const paletteActions = (): PaletteAction[] => offers.toReversed().flatMap((offer) => offer.read());

/** Every key with a label that works now, for the `?` dialog. */
export function labelledKeys(): { keys: Keys; label: string; group: string }[] {
  const seen = new Map<Keys, { keys: Keys; label: string; group: string }>();
  for (const layer of layers)
    for (const [keys, binding] of Object.entries(layer.read()))
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
    const binding = layer.read()[keys];
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
