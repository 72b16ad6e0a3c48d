import { useEffect, useRef } from "react";
import type { Filters, ValueCount } from "@/api/types";
import { timeAxis } from "@/charts/time-axis";
import { Skeleton } from "@/ui/skeleton";
import { formatCount, formatTime, plural } from "@/words/format";
import { isMonthChosen } from "./selection";
import styles from "./timeline.module.css";

interface Props {
  /** Undefined: on their way. */
  months: ValueCount[] | undefined;
  filters: Filters;
  onToggle: (month: string) => void;
}

/** A column a month, each a button that filters by it; on narrow screens it scrolls, newest in sight. */
export function Timeline({ months, filters, onToggle }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const count = months?.length;
  useEffect(() => {
    if (count && scroller.current) scroller.current.scrollLeft = scroller.current.scrollWidth;
  }, [count]);
  if (!months) return <Skeleton height="12.5rem" />;
  if (months.length === 0) return <p className={styles.empty}>Nothing to count.</p>;
  const max = Math.max(...months.map((month) => month.postings), 1);
  const counts = new Map(months.map(({ value, postings }) => [String(value), postings]));
  const axis = timeAxis("posted_month", [...counts.keys()]);
  const anyChosen = Boolean(filters.posted_start || filters.posted_end);
  return (
    <div ref={scroller} className={styles.scroller}>
      <p className={styles.max} aria-hidden="true">
        {formatCount(max)}
      </p>
      <ul className={styles.months} data-some-chosen={anyChosen}>
        {axis.map((month) => {
          const postings = counts.get(month) ?? 0;
          const name = formatTime(month);
          return (
            <li key={month}>
              <button
                type="button"
                className={styles.month}
                aria-pressed={isMonthChosen(filters, month)}
                aria-label={`${name}: ${plural(postings, "posting")}`}
                title={`${name}: ${plural(postings, "posting")}`}
                onClick={() => onToggle(month)}
              >
                {postings > 0 && <span className={styles.column} style={{ height: `${(100 * postings) / max}%` }} />}
              </button>
              <span className={styles.name} aria-hidden="true">
                {month.endsWith("-01") || month === axis[0] ? month.slice(0, 4) : name.slice(0, 1)}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
