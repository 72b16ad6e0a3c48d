import type { Stats } from "@/api/types";
import { formatChange, formatMoney, formatPeriod, formatValue, plural } from "@/words/format";
import { measureLabel, unitOf } from "@/words/labels";
import { allOf } from "@/words/lists";
import styles from "./chart.module.css";

/** "25th to 75th percentile: €60,000 – €90,000, 1,234 postings". */
function spreadOf({ p25, p75, currency, postings }: Stats["total"]): string {
  const found = plural(postings, "posting");
  if (typeof p25 !== "number" || typeof p75 !== "number") return found;
  return `25th to 75th percentile: ${formatMoney(p25, currency)} – ${formatMoney(p75, currency)}, ${found}`;
}

/** One value, and how it changed where a comparison was asked for. */
export function BigNumber({ stats }: { stats: Stats }) {
  const { measure, total, compare, previous_period: before } = stats;
  const { value, currency, currencies = [], postings } = total;
  const isPay = unitOf(measure) === "money";
  const unit = measureLabel(measure).toLowerCase();
  if (value === null && currencies.length > 1) {
    return (
      <p className={styles.numberUnit}>
        {`${plural(postings, "posting")} with pay in ${allOf(currencies)}, which have no ${unit} in common.`}
      </p>
    );
  }
  return (
    <div className={styles.number}>
      <span className={styles.numberValue}>{formatValue(measure, value, currency)}</span>
      <span className={styles.numberUnit}>
        {isPay && currency ? `${unit} in ${currency}` : unit}
        {!isPay && measure !== "count" && ` · ${plural(postings, "posting")}`}
      </span>
      {isPay && <span className={styles.numberUnit}>{spreadOf(total)}</span>}
      {compare && (
        <span className={styles.numberUnit}>
          <b>{formatChange(measure, total.change, total.change_percent)}</b>
          {` against ${formatValue(measure, total.previous, currency)}`}
          {before && ` in ${formatPeriod(before.start, before.end)}`}
        </span>
      )}
    </div>
  );
}
