import { formatCount } from "@/words/format";
import styles from "./plain-text.module.css";

const MOST_SHOWN = 20_000;

/** A text that cannot be formatted, with its own line breaks; an enormous one is cut. */
export function PlainText({ text }: { text: string }) {
  const isCut = text.length > MOST_SHOWN;
  return (
    <div className={styles.plain}>
      <p className={styles.note}>
        This text could not be formatted and is shown as it came
        {isCut && `: the first ${formatCount(MOST_SHOWN)} of its ${formatCount(text.length)} characters`}.
      </p>
      <p className={styles.text}>{isCut ? `${text.slice(0, MOST_SHOWN)}…` : text}</p>
    </div>
  );
}
