import Router from "next/router";
import { useSyncExternalStore } from "react";

const CHANGED = "joblab:query";

/** What was last put into the address: the router takes a moment to, and what the reader does next must not miss it. */
let latest: string | undefined;

Router.events.on("beforeHistoryChange", (_address, { shallow }) => {
  if (!shallow) latest = undefined; // a link, to another page or to this one
});

function subscribe(notify: () => void): () => void {
  const goBack = () => {
    latest = undefined;
    notify();
  };
  addEventListener(CHANGED, notify);
  addEventListener("popstate", goBack);
  Router.events.on("routeChangeComplete", notify);
  return () => {
    removeEventListener(CHANGED, notify);
    removeEventListener("popstate", goBack);
    Router.events.off("routeChangeComplete", notify);
  };
}

/** The address's query string, without "?"; empty while the page is not yet alive, as in the prerendered HTML. */
export const useQueryString = (): string =>
  useSyncExternalStore(
    subscribe,
    () => latest ?? location.search.slice(1),
    () => "",
  );

/** Put a query string into the address; `push` makes a step that the back button returns from. */
export function setQueryString(query: string, how: "push" | "replace" = "push"): void {
  latest = query;
  dispatchEvent(new Event(CHANGED));
  Router[how](`${location.pathname}${query && `?${query}`}`, undefined, { shallow: true, scroll: false });
}
