import styles from "./chart.module.css";
import type { ChartData } from "./chart-data";

interface Props {
  data: ChartData;
  index: number;
  /** Pixels from the left of the chart, which is `width` wide. */
  left: number;
  width: number;
  format: (value: number) => string;
}

/** The values under the pointer. */
export function ChartTip({ data, index, left, width, format }: Props) {
  const side = left > width / 2 ? { right: width - left + 12 } : { left: left + 12 };
  return (
    <div className={styles.tip} style={side} aria-hidden="true">
      <p className={styles.tipLabel}>{data.labels[index]}</p>
      {data.series.map((series, order) => (
        <p key={series.name} className={styles[`series${order + 1}`]}>
          {data.series.length > 1 && <span className={styles.swatch} />}
          {data.series.length > 1 && <span className={styles.tipName}>{series.name}</span>}
          <b>{series.values[index] === null ? "–" : format(series.values[index] ?? 0)}</b>
        </p>
      ))}
    </div>
  );
}
