import { followUps, type LookupResult } from "@/words/questions";
import styles from "./follow-ups.module.css";

export function FollowUps({ results, onAsk }: { results: LookupResult[]; onAsk: (question: string) => void }) {
  const questions = followUps(results);
  if (questions.length === 0) return null;
  return (
    <section aria-label="Go on with" className={styles.section}>
      <ul className={styles.list}>
        {questions.map((question) => (
          <li key={question}>
            <button type="button" className={styles.question} onClick={() => onAsk(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
