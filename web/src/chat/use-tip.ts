import { type RefObject, useCallback, useEffect } from "react";

const EDGE = 8;

/** Under the anchor, or above it where there is no room; never over the edge of the screen. */
function place(tip: HTMLElement, anchor: HTMLElement): void {
  const { left, top, bottom, width } = anchor.getBoundingClientRect();
  const furthest = document.documentElement.clientWidth - tip.offsetWidth - EDGE;
  const isBelow = bottom + tip.offsetHeight + EDGE < innerHeight || top < tip.offsetHeight;
  tip.style.left = `${Math.max(EDGE, Math.min(left + width / 2 - tip.offsetWidth / 2, furthest))}px`;
  tip.style.top = `${isBelow ? bottom : top - tip.offsetHeight}px`;
}

/** A popover at its anchor; it closes when the page scrolls, since it stands still on the screen. */
export function useTip(anchor: RefObject<HTMLElement | null>, tip: RefObject<HTMLElement | null>) {
  const hide = useCallback(() => tip.current?.hidePopover(), [tip]);
  const show = useCallback(() => {
    if (!tip.current || !anchor.current || tip.current.matches(":popover-open")) return;
    tip.current.showPopover();
    place(tip.current, anchor.current);
    addEventListener("scroll", hide, { once: true, capture: true, passive: true });
  }, [anchor, tip, hide]);
  useEffect(() => () => removeEventListener("scroll", hide, { capture: true }), [hide]);
  return { show, hide };
}
