import styles from "./waking.module.css";

/** Explains a cold start: serverless back-ends sleep between visitors. */
export function Waking() {
  return (
    <p role="status" className={styles.waking}>
      <span className={styles.dot} aria-hidden="true" />
      The server is waking up. The first answer after a pause takes a few seconds.
    </p>
  );
}
