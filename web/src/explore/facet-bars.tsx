import { useState } from "react";
import type { ValueCount } from "@/api/types";
import { Button } from "@/ui/button";
import { Skeleton } from "@/ui/skeleton";
import { formatCount } from "@/words/format";
import { valueLabel } from "@/words/labels";
import styles from "./facet-bars.module.css";

interface Props {
  dimension: string;
  /** Undefined: on their way. */
  values: ValueCount[] | undefined;
  isChosen: (value: string | boolean) => boolean;
  onToggle: (row: ValueCount) => void;
}

/** As many as narrow screens show at first; the style sheet knows it too. */
const ROWS_AT_FIRST = 6;

/** A ranking in which every bar is a button that filters by it. */
export function FacetBars({ dimension, values, isChosen, onToggle }: Props) {
  const [all, setAll] = useState(false);
  if (!values) {
    return (
      <div className={styles.skeleton}>
        <Skeleton height="15.6rem" />
      </div>
    );
  }
  if (values.length === 0) return <p className={styles.empty}>Nothing to count.</p>;
  const max = Math.max(...values.map((row) => row.postings), 1);
  const anyChosen = values.some((row) => isChosen(row.value));
  return (
    <>
      <ul className={styles.bars} data-some-chosen={anyChosen} data-all={all}>
        {values.map((row) => {
          const label = valueLabel(dimension, row.value);
          return (
            <li key={String(row.value)}>
              <button
                type="button"
                className={styles.bar}
                aria-pressed={isChosen(row.value)}
                title={label}
                onClick={() => onToggle(row)}
              >
                <span className={styles.label}>{label}</span>
                <span className={styles.count}>{formatCount(row.postings)}</span>
                <span className={styles.track} aria-hidden="true">
                  <span style={{ width: `${(100 * row.postings) / max}%` }} />
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {values.length > ROWS_AT_FIRST && !all && (
        <Button look="quiet" className={styles.more} onClick={() => setAll(true)}>
          {values.length - ROWS_AT_FIRST} more
        </Button>
      )}
    </>
  );
}
