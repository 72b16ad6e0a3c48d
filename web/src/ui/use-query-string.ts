import { useSyncExternalStore } from "react";

const CHANGED = "joblab:address";

function subscribe(notify: () => void): () => void {
  addEventListener("popstate", notify);
  addEventListener(CHANGED, notify);
  return () => {
    removeEventListener("popstate", notify);
    removeEventListener(CHANGED, notify);
  };
}

/** The address's query string, without "?"; empty while the page is not yet alive, as in the prerendered HTML. */
export const useQueryString = (): string =>
  useSyncExternalStore(
    subscribe,
    () => location.search.slice(1),
    () => "",
  );

/** Put a query string into the address; `push` makes a step that the back button returns from. */
export function setQueryString(query: string, how: "push" | "replace" = "push"): void {
  const address = `${location.pathname}${query && `?${query}`}`;
  if (how === "push") history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  dispatchEvent(new Event(CHANGED));
}
