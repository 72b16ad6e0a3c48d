import type { JobPage } from "@/api/types";
import { ExportMenu } from "@/charts/export-menu";
import { jobsTable } from "@/charts/table";
import { JobItem } from "@/jobs/job-item";
import { formatCount } from "@/words/format";
import { capitalised } from "@/words/labels";
import { postingsInWords } from "@/words/subject";
import styles from "./job-list.module.css";

/** Postings as cards, with the way to take them along. */
export function JobList({ page }: { page: JobPage }) {
  if (page.rows.length === 0) return null;
  const title = capitalised(postingsInWords(page.filters));
  return (
    <section aria-label={title} className={styles.list}>
      <div className={styles.head}>
        <p className={styles.count}>
          {page.rows.length < page.total
            ? `${page.rows.length} of ${formatCount(page.total)} postings`
            : formatCount(page.total) + (page.total === 1 ? " posting" : " postings")}
        </p>
        <ExportMenu table={jobsTable(page.rows)} title={title} />
      </div>
      <ul className={styles.jobs}>
        {page.rows.map((job) => (
          <JobItem key={job.job_id} job={job} />
        ))}
      </ul>
    </section>
  );
}
