import { useEffect, useState } from "react";

/** When a silent server is presumed to be starting cold, in milliseconds. */
export const WAKING_AFTER = 1500;

/** True once `active` has lasted for `delay` milliseconds. */
export function useDelayed(active: boolean, delay = WAKING_AFTER): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setPassed(true), delay);
    return () => {
      clearTimeout(timer);
      setPassed(false);
    };
  }, [active, delay]);
  return active && passed;
}
