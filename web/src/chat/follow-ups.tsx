import { followUps } from "@/words/questions";
import { viewOf } from "./answer-view";
import styles from "./follow-ups.module.css";
import type { ChatMessage } from "./message";

interface Props {
  answer: ChatMessage;
  onAsk: (question: string) => void;
}

/** What to ask next. */
export function FollowUps({ answer, onAsk }: Props) {
  const questions = followUps(viewOf(answer, false).results);
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
