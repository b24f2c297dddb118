import { createContext, use } from "react";

/** The few words the kit says itself. The product hands in its own language; without it they are English. */
export type UiWords = {
  locale: string;
  timeZone: string;
  close: string;
  undo: string;
  tryAgain: string;
  loading: string;
};

const english: UiWords = {
  locale: "en-GB",
  timeZone: "UTC",
  close: "Close",
  undo: "Undo",
  tryAgain: "Try again",
  loading: "Loading",
};

export const UiWordsContext = createContext<UiWords>(english);
export const useWords = (): UiWords => use(UiWordsContext);
