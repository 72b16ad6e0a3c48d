import { type RefObject, useEffect } from "react";

const EDGE = 8;

/** Under the anchor, or above it where there is no room; never over the edge of the screen. */
function place(tip: HTMLElement, anchor: HTMLElement): void {
  const { left, top, bottom } = anchor.getBoundingClientRect();
  const furthest = document.documentElement.clientWidth - tip.offsetWidth - EDGE;
  const isBelow = bottom + tip.offsetHeight + EDGE < innerHeight || top < tip.offsetHeight;
  tip.style.left = `${Math.max(EDGE, Math.min(left - EDGE, furthest))}px`;
  tip.style.top = `${isBelow ? bottom : top - tip.offsetHeight}px`;
}

const SCROLL = { capture: true, passive: true };

/** While it is open, the tip stays at its anchor however the page, or a table in it, scrolls. */
export function useTip(anchor: RefObject<HTMLElement | null>, tip: RefObject<HTMLElement | null>, open: boolean): void {
  useEffect(() => {
    const [element, at] = [tip.current, anchor.current];
    if (!open || !element || !at) return;
    const follow = () => place(element, at);
    element.showPopover();
    follow();
    addEventListener("scroll", follow, SCROLL);
    return () => {
      removeEventListener("scroll", follow, SCROLL);
      element.hidePopover();
    };
  }, [anchor, tip, open]);
}
