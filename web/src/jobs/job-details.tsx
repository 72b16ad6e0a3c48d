import type { Dimension, Job } from "@/api/types";
import { FormattedText } from "@/ui/formatted-text";
import { Icon } from "@/ui/icon";
import { safeUrl } from "@/ui/safe-url";
import { formatPay, formatTime } from "@/words/format";
import { labelOf, valueLabel } from "@/words/labels";
import styles from "./job-details.module.css";

const DIMENSIONS = [
  "job_level_std",
  "job_function_std",
  "job_type_filled",
  "company_industry_std",
  "education_level",
] as const satisfies (keyof Job & Dimension)[];

function facts(job: Job): [name: string, value: string | null | undefined][] {
  return [
    ["Pay", formatPay(job)],
    ["Posted", job.posted_date && formatTime(job.posted_date)],
    ["Work place", job.is_remote ? valueLabel("is_remote", true) : ""],
    ...DIMENSIONS.map((name): [string, string] => [labelOf(name), valueLabel(name, job[name] ?? "")]),
    ["Found on", job.platform],
    ["Id", job.job_id],
  ];
}

/** Most locations end with their country. */
const placeOf = ({ location, country }: Job) =>
  country && location?.endsWith(country) ? [location] : [location, country];

function Tags({ name, values }: { name: string; values: string[] }) {
  if (values.length === 0) return null;
  return (
    <div>
      <h3 className={styles.heading}>{name}</h3>
      <ul className={styles.tags}>
        {values.map((value) => (
          <li key={value}>{value}</li>
        ))}
      </ul>
    </div>
  );
}

/** One posting, whole; its text is markdown from anywhere, shown without HTML. */
export function JobDetails({ job }: { job: Job }) {
  const url = safeUrl(job.url);
  return (
    <div className={styles.details}>
      <div>
        <h2 className={styles.title}>{job.actual_role ?? "Untitled posting"}</h2>
        <p className={styles.where}>{[job.company_name, ...placeOf(job)].filter(Boolean).join(" · ")}</p>
      </div>
      {url && (
        <a className={styles.link} href={url} target="_blank" rel="noopener noreferrer nofollow">
          Open the posting
          <Icon name="external" size={15} />
        </a>
      )}
      <dl className={styles.facts}>
        {facts(job).map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <Tags name="Skills" values={job.skills} />
      <Tags name="Tools" values={job.tools} />
      {job.job_description && (
        <div className={styles.text}>
          <h3 className={styles.heading}>Description</h3>
          <FormattedText text={job.job_description} />
        </div>
      )}
    </div>
  );
}
