/** Light or dark: the system's choice until the reader makes one, which the browser keeps. */

import { readItem, writeItem } from "./storage";

export type Theme = "light" | "dark";

const KEY = "joblab.theme";
const CHANGED = "joblab:theme";
const SYSTEM_DARK = "(prefers-color-scheme: dark)";

/** Runs before the first paint, so that a dark page does not flash white; without storage, the system decides. */
export const THEME_SCRIPT = `try{const t=localStorage.getItem("${KEY}");if(t)document.documentElement.dataset.theme=t}catch{}`;

export function currentTheme(): Theme {
  const chosen = readItem(KEY);
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia(SYSTEM_DARK).matches ? "dark" : "light";
}

export function chooseTheme(theme: Theme): void {
  writeItem(KEY, theme);
  document.documentElement.dataset.theme = theme;
  dispatchEvent(new Event(CHANGED));
}

export function onThemeChange(notify: () => void): () => void {
  const system = matchMedia(SYSTEM_DARK);
  addEventListener(CHANGED, notify);
  system.addEventListener("change", notify);
  return () => {
    removeEventListener(CHANGED, notify);
    system.removeEventListener("change", notify);
  };
}
