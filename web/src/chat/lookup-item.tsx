import { useEffect, useRef } from "react";
import type { DataDescription, Job, JobPage, Stats } from "@/api/types";
import { DataTable } from "@/charts/data-table";
import { descriptionTable, jobsTable, statsTable } from "@/charts/table";
import { Icon } from "@/ui/icon";
import { formatPeriod, formatTime, plural } from "@/words/format";
import { matchedInWords } from "@/words/lookup";
import type { Lookup } from "./answer-view";
import styles from "./lookup-item.module.css";

interface Props {
  lookup: Lookup;
  /** Set when the reader asks where a figure comes from; another object each time. */
  shown?: { row?: number };
}

function Rows({ lookup, shown }: Props) {
  switch (lookup.tool) {
    case "job_stats":
      return <DataTable table={statsTable(lookup.output as Stats)} label="Rows" marked={shown?.row} />;
    case "search_jobs":
      return <DataTable table={jobsTable((lookup.output as JobPage).rows)} label="Rows" />;
    case "get_job":
      return <DataTable table={jobsTable([lookup.output as Job])} label="Rows" />;
    case "describe_data":
      return <DataTable table={descriptionTable(lookup.output as DataDescription)} label="Rows" />;
    default:
      return <pre className={styles.call}>{JSON.stringify(lookup.output, null, 2)}</pre>;
  }
}

/** How the database read the question: total, period and freshness. */
function summaryOf(lookup: Lookup): string {
  if (lookup.tool !== "job_stats" && lookup.tool !== "search_jobs") return "";
  const { total, newest_day: newest } = lookup.output as Stats | JobPage;
  const { period } = lookup.output as Partial<Stats>;
  return [
    `${plural(typeof total === "number" ? total : total.postings, "posting")} matched`,
    formatPeriod(period?.start, period?.end),
    newest && `data up to ${formatTime(newest)}`,
    "postings with the same link are counted once",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Which stored spellings the values stood for, where there are several. */
function spellingsOf({ tool, output }: Lookup): string {
  if (tool !== "job_stats" && tool !== "search_jobs") return "";
  return matchedInWords((output as Stats | JobPage).matched ?? []);
}

const ICONS = { done: "check", failed: "warning", stopped: "stop", running: "search" } as const;

/** One look-up in words; it opens to the exact call and its rows. */
export function LookupItem({ lookup, shown }: Props) {
  const { tool, input, state, words, error } = lookup;
  const spellings = state === "done" && spellingsOf(lookup);
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (!shown || !details.current) return;
    details.current.open = true;
    details.current.querySelector("summary")?.focus({ preventScroll: true });
    const row = details.current.querySelector("[aria-current]") ?? details.current;
    row.scrollIntoView({ block: "center" });
  }, [shown]);
  return (
    <details ref={details} className={styles.lookup} data-state={state}>
      <summary>
        <Icon name={ICONS[state]} size={15} />
        <span className={styles.words}>
          {words}
          {state === "running" && "…"}
        </span>
        <span className={styles.open}>
          <Icon name="chevronDown" size={14} />
        </span>
      </summary>
      <div className={styles.details}>
        <p className={styles.label}>Tool call</p>
        <pre className={styles.call}>
          {tool} {JSON.stringify(input, null, 2)}
        </pre>
        {error && <p className={styles.error}>{error}</p>}
        {state === "done" && (
          <>
            <p className={styles.label}>Result</p>
            <Rows lookup={lookup} shown={shown} />
            {spellings && <p className={styles.summary}>{spellings}</p>}
            <p className={styles.summary}>{summaryOf(lookup)}</p>
          </>
        )}
        {state === "stopped" && <p className={styles.summary}>Stopped before the result came.</p>}
      </div>
    </details>
  );
}
