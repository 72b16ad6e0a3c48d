import Router from "next/router";
import { useSyncExternalStore } from "react";

function subscribe(notify: () => void): () => void {
  Router.events.on("routeChangeComplete", notify);
  return () => Router.events.off("routeChangeComplete", notify);
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
  Router[how](address, undefined, { shallow: true, scroll: false });
}
