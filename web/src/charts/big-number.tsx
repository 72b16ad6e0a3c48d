import type { Stats } from "@/api/types";
import { formatChange, formatCount, formatPeriod, formatValue } from "@/words/format";
import { MEASURE_LABELS } from "@/words/labels";
import styles from "./chart.module.css";

/** One value, and how it changed where a comparison was asked for. */
export function BigNumber({ stats }: { stats: Stats }) {
  const { measure, total, compare, previous_period: before } = stats;
  const unit = measure === "median_salary" ? "median yearly pay" : MEASURE_LABELS[measure].toLowerCase();
  return (
    <div className={styles.number}>
      <span className={styles.numberValue}>{formatValue(measure, total.value, total.currency)}</span>
      <span className={styles.numberUnit}>
        {unit}
        {measure !== "count" && ` · ${formatCount(total.postings)} postings`}
      </span>
      {compare && (
        <span className={styles.numberUnit}>
          <b>{formatChange(measure, total.change, total.change_percent)}</b>
          {` against ${formatValue(measure, total.previous, total.currency)}`}
          {before && ` in ${formatPeriod(before.start, before.end)}`}
        </span>
      )}
    </div>
  );
}
