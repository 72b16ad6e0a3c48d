import styles from "./chart.module.css";
import type { ChartData } from "./chart-data";

export function Legend({ data, isBeforeAndNow }: { data: ChartData; isBeforeAndNow: boolean }) {
  if (data.series.length < 2) return null;
  const colour = (index: number) =>
    isBeforeAndNow && index === 0 ? styles.before : styles[`series${isBeforeAndNow ? 1 : index + 1}`];
  return (
    <ul className={styles.legend}>
      {data.series.map((series, index) => (
        <li key={series.name} className={colour(index)} title={series.name}>
          <span className={styles.swatch} />
          {series.name}
        </li>
      ))}
      {data.hiddenSeries > 0 && <li className={styles.more}>{data.hiddenSeries} more in the table</li>}
    </ul>
  );
}
