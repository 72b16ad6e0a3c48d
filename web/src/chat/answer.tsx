import dynamic from "next/dynamic";
import { useState } from "react";
import type { CellInWords } from "@/words/source";
import styles from "./answer.module.css";
import { AnswerFooter } from "./answer-footer";
import { AnswerText } from "./answer-text";
import { viewOf } from "./answer-view";
import { placedFigures } from "./grounding";
import { JobList } from "./job-list";
import { LookupItem } from "./lookup-item";
import type { ChatMessage } from "./message";
import { Posting } from "./posting";

const StatsFigure = dynamic(() => import("@/charts/stats-figure"), { ssr: false });

interface Props {
  message: ChatMessage;
  isStreaming: boolean;
  onRate: (thumbsUp: boolean) => void;
  /** Absent while there is nothing to try again. */
  onRetry?: () => void;
}

/** What was looked up, its picture, what it means, and the postings behind it. */
export function Answer({ message, isStreaming, onRate, onRetry }: Props) {
  const { text, lookups, figures, lists, postings } = viewOf(message, isStreaming);
  const [shown, setShown] = useState<CellInWords>();
  return (
    <article className={styles.answer} aria-label="Answer" aria-busy={isStreaming}>
      {lookups.length > 0 && (
        <ul className={styles.lookups} aria-label="What was looked up">
          {lookups.map((lookup) => (
            <LookupItem key={lookup.id} lookup={lookup} shown={shown?.lookupId === lookup.id ? shown : undefined} />
          ))}
        </ul>
      )}
      {figures.length > 0 && (
        <div className={styles.figures}>
          {figures.map(({ stats, chart, title }) => (
            <StatsFigure key={chart.tool_call_id} stats={stats} chart={chart} title={title} />
          ))}
        </div>
      )}
      {text && (
        <AnswerText
          text={text}
          figures={placedFigures(message)}
          lookups={lookups}
          onShow={(cell) => setShown({ ...cell })}
        />
      )}
      {lists.map((page, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lists only ever come after each other
        <JobList key={index} page={page} />
      ))}
      {postings.map((job) => (
        <Posting key={job.job_id} job={job} />
      ))}
      {!isStreaming && <AnswerFooter message={message} text={text} onRate={onRate} onRetry={onRetry} />}
    </article>
  );
}
