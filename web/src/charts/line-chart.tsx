import { type PointerEvent, useState } from "react";
import styles from "./chart.module.css";
import type { ChartData } from "./chart-data";
import { ChartTip } from "./chart-tip";
import { linePath, pointsOf } from "./line-path";
import { niceTicks, spreadIndices } from "./scale";

interface Props {
  data: ChartData;
  width: number;
  label: string;
  format: (value: number) => string;
  formatAxis: (value: number) => string;
}

const HEIGHT = 260;
const MARGIN = { top: 12, right: 34, bottom: 28, left: 48 };
const LABEL_PIXELS = 74;

/** Values over time; from zero, so that heights can be compared. */
export function LineChart({ data, width, label, format, formatAxis }: Props) {
  const [active, setActive] = useState<number | null>(null);
  const ticks = niceTicks(Math.max(...data.series.flatMap((series) => series.values.map((value) => value ?? 0))));
  const inner = Math.max(1, width - MARGIN.left - MARGIN.right);
  const last = Math.max(1, data.labels.length - 1);
  const x = (index: number) => MARGIN.left + (inner * index) / last;
  const top = ticks.at(-1) ?? 1;
  const y = (value: number) => HEIGHT - MARGIN.bottom - ((HEIGHT - MARGIN.top - MARGIN.bottom) * value) / top;
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const offset = event.clientX - event.currentTarget.getBoundingClientRect().left - MARGIN.left;
    setActive(Math.min(data.labels.length - 1, Math.max(0, Math.round((offset / inner) * last))));
  };
  return (
    <div className={styles.plot}>
      <svg
        role="img"
        aria-label={label}
        width={width}
        height={HEIGHT}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setActive(null)}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} className={styles.grid} />
            <text x={MARGIN.left - 10} y={y(tick) + 4} className={styles.tick} textAnchor="end">
              {formatAxis(tick)}
            </text>
          </g>
        ))}
        {spreadIndices(data.labels.length, inner / LABEL_PIXELS).map((index) => (
          <text key={index} x={x(index)} y={HEIGHT - 6} className={styles.tick} textAnchor="middle">
            {data.labels[index]}
          </text>
        ))}
        {active !== null && <line x1={x(active)} x2={x(active)} y1={MARGIN.top} y2={y(0)} className={styles.cursor} />}
        {data.series.map((series, index) => (
          <g key={series.name} className={styles[`series${index + 1}`]}>
            <path d={linePath(series.values, x, y)} className={styles.line} />
            {pointsOf(series.values, active).map((point) => (
              <circle key={point} cx={x(point)} cy={y(series.values[point] ?? 0)} r={4} className={styles.point} />
            ))}
          </g>
        ))}
      </svg>
      {active !== null && <ChartTip data={data} index={active} left={x(active)} width={width} format={format} />}
    </div>
  );
}
