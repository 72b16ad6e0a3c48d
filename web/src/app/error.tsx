"use client";

import { PageError } from "@/api/errors";
import { Button } from "@/ui/button";
import { ErrorNotice } from "@/ui/notice";
import styles from "./not-found.module.css";

/** Shown when a page of ours fails to draw itself. */
export default function PageFailed({ reset }: { reset: () => void }) {
  return (
    <main id="main" className={styles.page}>
      <h1>This page broke</h1>
      <ErrorNotice error={new PageError("failed")}>
        <Button onClick={reset}>Try again</Button>
      </ErrorNotice>
    </main>
  );
}
