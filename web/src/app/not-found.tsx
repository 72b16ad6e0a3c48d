import Link from "next/link";
import styles from "./not-found.module.css";

export default function NotFound() {
  return (
    <main id="main" className={styles.page}>
      <h1>There is no such page</h1>
      <p>
        <Link href="/">Ask a question</Link> or <Link href="/explore">explore the data</Link>.
      </p>
    </main>
  );
}
