import type { ReactNode } from "react";
import styles from "./plain-page.module.css";

/** A page of a few words, where there is nothing else to show. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main id="main" className={styles.page}>
      <h1>{title}</h1>
      {children}
    </main>
  );
}
