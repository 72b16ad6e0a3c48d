import type { JobCard } from "@/api/types";
import { Icon } from "@/ui/icon";
import { safeUrl } from "@/ui/safe-url";
import { formatPay, formatTime } from "@/words/format";
import { valueLabel } from "@/words/labels";
import styles from "./job-item.module.css";

/** What is known about a posting in a few words each. */
export function factsOf(job: JobCard): string[] {
  const pay = formatPay(job);
  return [
    job.is_remote && "Remote",
    job.job_level_std,
    job.job_type_filled && valueLabel("job_type_filled", job.job_type_filled),
    pay,
    job.posted_date && formatTime(job.posted_date),
  ].filter((fact): fact is string => Boolean(fact));
}

export function JobItem({ job }: { job: JobCard }) {
  const title = job.actual_role ?? "Untitled posting";
  const url = safeUrl(job.url);
  return (
    <li className={styles.job}>
      <p className={styles.title}>
        {url ? (
          <a href={url} target="_blank" rel="noopener noreferrer nofollow" title={title}>
            {title}
            <Icon name="external" size={14} />
          </a>
        ) : (
          <span title={title}>{title}</span>
        )}
      </p>
      <p className={styles.where} title={[job.company_name, job.location].filter(Boolean).join(" · ")}>
        {[job.company_name, job.location ?? job.country].filter(Boolean).join(" · ")}
      </p>
      <p className={styles.facts}>{factsOf(job).join(" · ")}</p>
    </li>
  );
}
