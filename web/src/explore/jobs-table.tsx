import type { JobCard, JobOrder } from "@/api/types";
import { Icon } from "@/ui/icon";
import { formatPay, formatShortPay, formatTime } from "@/words/format";
import styles from "./jobs-table.module.css";

interface Props {
  rows: JobCard[];
  orderBy: JobOrder;
  ascending: boolean;
  onSort: (orderBy: JobOrder, ascending: boolean) => void;
  onOpen: (jobId: string) => void;
}

/** Wide columns are left out on narrow screens, where the title's cell says the same. */
const COLUMNS: { order: JobOrder; name: string; isWide?: boolean; isFirstDescending?: boolean }[] = [
  { order: "actual_role", name: "Title" },
  { order: "company_name", name: "Company", isWide: true },
  { order: "location", name: "Location", isWide: true },
  { order: "country", name: "Country", isWide: true },
  { order: "posted_date", name: "Posted", isFirstDescending: true },
  { order: "salary", name: "Pay", isWide: true, isFirstDescending: true },
];

export function JobsTable({ rows, orderBy, ascending, onSort, onOpen }: Props) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {COLUMNS.map(({ order, name, isWide, isFirstDescending }) => {
            const isSorted = order === orderBy;
            return (
              <th
                key={order}
                scope="col"
                className={isWide ? styles.wide : undefined}
                aria-sort={isSorted ? (ascending ? "ascending" : "descending") : undefined}
              >
                <button
                  type="button"
                  className={styles.sort}
                  onClick={() => onSort(order, isSorted ? !ascending : !isFirstDescending)}
                >
                  {name}
                  <span className={styles.arrow} data-shown={isSorted} data-up={isSorted && ascending}>
                    <Icon name="chevronDown" size={14} />
                  </span>
                </button>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map((job) => (
          <tr key={job.job_id}>
            <td>
              <button
                type="button"
                className={styles.title}
                onClick={() => onOpen(job.job_id)}
                title={job.actual_role ?? ""}
              >
                {job.actual_role ?? "Untitled posting"}
              </button>
              <span className={styles.where}>
                {[job.company_name, job.location ?? job.country, job.is_remote && "Remote"].filter(Boolean).join(" · ")}
              </span>
            </td>
            <td className={styles.wide} title={job.company_name ?? ""}>
              {job.company_name}
            </td>
            <td className={styles.wide} title={job.location ?? ""}>
              {job.location}
              {job.is_remote && <span className={styles.remote}>Remote</span>}
            </td>
            <td className={styles.wide}>{job.country}</td>
            <td className={styles.date}>{job.posted_date && formatTime(job.posted_date)}</td>
            <td className={`${styles.wide} ${styles.pay}`} title={formatPay(job)}>
              {formatShortPay(job)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
