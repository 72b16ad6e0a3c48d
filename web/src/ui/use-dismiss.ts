import { type RefObject, useEffect, useRef } from "react";

/** Calls `close` on Escape (focus should go back) and when the pointer or the focus goes elsewhere (it should not). */
export function useDismiss(
  container: RefObject<HTMLElement | null>,
  open: boolean,
  close: (focusButton: boolean) => void,
): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && latest.current(true);
    const onElsewhere = (event: Event) => {
      if (event.target instanceof Node && !container.current?.contains(event.target)) latest.current(false);
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onElsewhere);
    document.addEventListener("focusin", onElsewhere);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onElsewhere);
      document.removeEventListener("focusin", onElsewhere);
    };
  }, [container, open]);
}
