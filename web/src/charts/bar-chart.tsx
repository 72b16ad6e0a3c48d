import styles from "./chart.module.css";
import type { ChartData } from "./chart-data";
import { fitText } from "./scale";

interface Props {
  data: ChartData;
  width: number;
  label: string;
  format: (value: number) => string;
  /** The first series is the earlier time: drawn in grey. */
  isBeforeAndNow: boolean;
}

const BAR = 18;
const BAR_GAP = 3;
const GROUP_GAP = 14;
const LETTER_PIXELS = 7.2;
const DIGIT_PIXELS = 7;
const PADDING = 12;

const longest = (texts: string[]): number => Math.max(...texts.map((text) => text.length), 4);

/** Horizontal bars, one group a category, in the order of the result. */
export function BarChart({ data, width, label, format, isBeforeAndNow }: Props) {
  const textOf = (value: number | null) => (value === null ? "–" : format(value));
  const written = data.series.flatMap((series) => series.values.map(textOf));
  const labelWidth = Math.min(longest(data.labels) * LETTER_PIXELS + 2 * PADDING, 190, width * 0.45);
  const inner = Math.max(1, width - labelWidth - longest(written) * DIGIT_PIXELS - PADDING);
  const max = Math.max(...data.series.flatMap((series) => series.values.map((value) => value ?? 0))) || 1;
  const group = data.series.length * (BAR + BAR_GAP) - BAR_GAP;
  const height = data.labels.length * (group + GROUP_GAP);
  const colour = (index: number) =>
    isBeforeAndNow && index === 0 ? styles.before : styles[`series${isBeforeAndNow ? 1 : index + 1}`];
  return (
    <svg role="img" aria-label={label} width={width} height={height}>
      {data.labels.map((category, row) => {
        const top = row * (group + GROUP_GAP) + GROUP_GAP / 2;
        return (
          <g key={category}>
            <text x={labelWidth - PADDING} y={top + group / 2 + 4.5} className={styles.category} textAnchor="end">
              <title>{category}</title>
              {fitText(category, labelWidth - PADDING, LETTER_PIXELS)}
            </text>
            {data.series.map((series, index) => {
              const value = series.values[row] ?? null;
              const y = top + index * (BAR + BAR_GAP);
              const bar = value === null ? 0 : Math.max(1.5, (inner * Math.max(0, value)) / max);
              return (
                <g key={series.name} className={colour(index)}>
                  <rect x={labelWidth} y={y} width={bar} height={BAR} rx={3} className={styles.bar}>
                    <title>{`${category}, ${series.name}: ${textOf(value)}`}</title>
                  </rect>
                  <text x={labelWidth + bar + 8} y={y + BAR / 2 + 4.5} className={styles.value}>
                    {textOf(value)}
                  </text>
                </g>
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}
