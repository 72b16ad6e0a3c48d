import dynamic from "next/dynamic";
import { useState } from "react";
import { Part } from "@/ui/part";
import { titleOfStats } from "@/words/lookup";
import type { CellInWords } from "@/words/source";
import styles from "./answer.module.css";
import { AnswerFooter } from "./answer-footer";
import { AnswerText } from "./answer-text";
import { type Figure, viewOf } from "./answer-view";
import type { Rating } from "./feedback";
import { placedFigures } from "./grounding";
import { JobList } from "./job-list";
import { LookupItem } from "./lookup-item";
import type { ChatMessage } from "./message";
import { Posting } from "./posting";

const StatsFigure = dynamic(() => import("@/charts/stats-figure"), { ssr: false });

interface Props {
  message: ChatMessage;
  isStreaming: boolean;
  onRate: (rating: Rating) => void;
  /** Absent while there is nothing to try again. */
  onRetry?: () => void;
}

function AnswerFigure({ stats, chart, input }: Figure) {
  return <StatsFigure stats={stats} chart={chart} title={titleOfStats(stats, input)} />;
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
            <li key={lookup.id}>
              <Part name="look-up">
                <LookupItem lookup={lookup} shown={shown?.lookupId === lookup.id ? shown : undefined} />
              </Part>
            </li>
          ))}
        </ul>
      )}
      {figures.length > 0 && (
        <div className={styles.figures}>
          {figures.map((figure) => (
            <Part key={figure.chart.tool_call_id} name="chart">
              <AnswerFigure {...figure} />
            </Part>
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
        <Part key={index} name="list of postings">
          <JobList page={page} />
        </Part>
      ))}
      {postings.map((job, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: postings only ever come after each other
        <Part key={index} name="posting">
          <Posting job={job} />
        </Part>
      ))}
      {!isStreaming && <AnswerFooter message={message} text={text} onRate={onRate} onRetry={onRetry} />}
    </article>
  );
}
