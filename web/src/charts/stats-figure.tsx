import { useRef, useState } from "react";
import type { Stats } from "@/api/types";
import { Segmented } from "@/ui/segmented";
import { useWidth } from "@/ui/use-width";
import { formatValue } from "@/words/format";
import { unitOf } from "@/words/labels";
import { formatCompact } from "@/words/number";
import { BarChart } from "./bar-chart";
import { BigNumber } from "./big-number";
import styles from "./chart.module.css";
import { chartData } from "./chart-data";
import type { ChartSuggestion } from "./chart-kind";
import { DataTable } from "./data-table";
import { ExportMenu } from "./export-menu";
import { footnote } from "./footnote";
import { Legend } from "./legend";
import { LineChart } from "./line-chart";
import { statsTable } from "./table";

interface Props {
  stats: Stats;
  chart: ChartSuggestion;
  title: string;
}

/** Pay by its currency is a table first: amounts in several currencies have no common scale. */
const isTableFirst = ({ measure, group_by }: Stats): boolean =>
  unitOf(measure) === "money" && group_by.includes("salary_currency");

/** A result as a chart or a table, with ways to take it along. */
export default function StatsFigure({ stats, chart, title }: Props) {
  const [view, setView] = useState<"chart" | "table">(isTableFirst(stats) ? "table" : "chart");
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const isNumber = chart.kind === "number" || !chart.x;
  const isBeforeAndNow = Boolean(stats.compare) && !chart.series;
  const data = chartData(stats, chart);
  const note = footnote(stats, view === "chart" && !isNumber ? data : undefined);
  const views = [
    { value: "chart" as const, name: isNumber ? "Number" : "Chart" },
    { value: "table" as const, name: "Table" },
  ];
  const format = (value: number) => formatValue(stats.measure, value, data.currency);
  const drawn = { data, width, label: `${title}. The table view has the values.`, format };
  return (
    <figure className={styles.figure}>
      <div className={styles.head}>
        <figcaption className={styles.caption}>{title}</figcaption>
        <div className={styles.tools}>
          <ExportMenu
            table={statsTable(stats)}
            title={title}
            picture={isNumber || view === "table" ? undefined : frame}
          />
          <Segmented label="View" options={views} value={view} onChange={setView} />
        </div>
      </div>
      <div ref={frame}>
        {view === "table" ? (
          <DataTable table={statsTable(stats)} label={title} />
        ) : isNumber ? (
          <BigNumber stats={stats} />
        ) : width === 0 ? null : (
          <>
            <Legend data={data} isBeforeAndNow={isBeforeAndNow} />
            {chart.kind === "line" ? (
              <LineChart {...drawn} formatAxis={formatCompact} />
            ) : (
              <BarChart {...drawn} isBeforeAndNow={isBeforeAndNow} />
            )}
          </>
        )}
      </div>
      {note && <p className={styles.foot}>{note}</p>}
    </figure>
  );
}
