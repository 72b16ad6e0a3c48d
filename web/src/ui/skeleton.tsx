import styles from "./skeleton.module.css";

/** The place of something that is on its way; sizes are CSS lengths. */
export function Skeleton({ width = "100%", height }: { width?: string; height: string }) {
  return <span className={styles.skeleton} style={{ width, height }} aria-hidden="true" />;
}
