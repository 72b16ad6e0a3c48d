import { useEffect, useRef } from "react";

const NEAR = 160;

const distanceFromBottom = (): number => document.documentElement.scrollHeight - innerHeight - scrollY;

/** Follows what grows at the end of the page, unless the reader has scrolled up. */
export function useStickToBottom(content: unknown, isGrowing: boolean): void {
  const isNear = useRef(true);
  useEffect(() => {
    const onScroll = () => {
      isNear.current = distanceFromBottom() < NEAR;
    };
    addEventListener("scroll", onScroll, { passive: true });
    return () => removeEventListener("scroll", onScroll);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the content has changed
  useEffect(() => {
    if (isNear.current) scrollTo({ top: document.documentElement.scrollHeight });
  }, [content, isGrowing]);
}
