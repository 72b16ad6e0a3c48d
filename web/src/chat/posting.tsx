import type { Job } from "@/api/types";
import { JobDetails } from "@/jobs/job-details";
import styles from "./posting.module.css";

export function Posting({ job }: { job: Job }) {
  return (
    <section aria-label={job.actual_role ?? "Posting"} className={styles.posting}>
      <JobDetails job={job} />
    </section>
  );
}
