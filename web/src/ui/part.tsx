import type { ReactNode } from "react";
import { ErrorBoundary } from "./error-boundary";
import styles from "./part.module.css";

/** A part of a page that fails alone: what is around it stays. */
export function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <ErrorBoundary fallback={() => <p className={styles.broken}>This {name} could not be shown.</p>}>
      {children}
    </ErrorBoundary>
  );
}
