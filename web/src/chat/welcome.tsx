import { getStats } from "@/api/client";
import { useResource } from "@/ui/use-resource";
import { formatCount, formatTime } from "@/words/format";
import { Composer } from "./composer";
import styles from "./welcome.module.css";

const EXAMPLES = [
  { topic: "Count", question: "How many jobs in January 2026?" },
  { topic: "Rank", question: "Which companies posted the most remote jobs this year?" },
  { topic: "Trend", question: "How did data science jobs in Germany change by month?" },
  { topic: "List", question: "Show me remote data engineer jobs in Berlin" },
];

interface Props {
  onAsk: (question: string) => void;
  onStartTyping: () => void;
}

export function Welcome({ onAsk, onStartTyping }: Props) {
  const { data } = useResource("size of the data", (signal) => getStats({}, signal));
  return (
    <div className={styles.welcome}>
      <h1>Ask the job market</h1>
      <p className={styles.lead}>Ask in plain English. Every number is counted in the database, and you can see how.</p>
      <Composer onSend={onAsk} onStartTyping={onStartTyping} />
      <ul className={styles.examples} aria-label="Examples">
        {EXAMPLES.map(({ topic, question }) => (
          <li key={topic}>
            <button type="button" className={styles.example} onClick={() => onAsk(question)}>
              <span className={styles.topic}>{topic}</span>
              {question}
            </button>
          </li>
        ))}
      </ul>
      <p className={styles.data}>
        {data?.oldest_day &&
          data.newest_day &&
          `${formatCount(data.total.postings)} postings, ${formatTime(data.oldest_day)} to ${formatTime(data.newest_day)}`}
      </p>
    </div>
  );
}
