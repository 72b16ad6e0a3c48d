import type { ValueCount } from "@/api/types";
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

const ROWS_EXPECTED = 8;

/** A ranking in which every bar is a button that filters by it. */
export function FacetBars({ dimension, values, isChosen, onToggle }: Props) {
  if (!values) {
    return (
      <div className={styles.skeleton}>
        {Array.from({ length: ROWS_EXPECTED }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: places, not things
          <Skeleton key={row} width={`${95 - row * 9}%`} height="1.25rem" />
        ))}
      </div>
    );
  }
  if (values.length === 0) return <p className={styles.empty}>No posting says.</p>;
  const max = Math.max(...values.map((row) => row.postings), 1);
  const anyChosen = values.some((row) => isChosen(row.value));
  return (
    <ul className={styles.bars} data-some-chosen={anyChosen}>
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
  );
}
