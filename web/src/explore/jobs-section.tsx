import { useRef } from "react";
import { getJobs } from "@/api/client";
import { ExportMenu } from "@/charts/export-menu";
import { jobsTable } from "@/charts/table";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { ErrorNotice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { useNear } from "@/ui/use-near";
import { useResource } from "@/ui/use-resource";
import { formatTime } from "@/words/format";
import { postingsInWords } from "@/words/subject";
import styles from "./jobs-section.module.css";
import { JobsTable } from "./jobs-table";
import { Pager } from "./pager";
import { queryOf, type Selection } from "./selection";

interface Props {
  selection: Selection;
  onChange: (changes: Partial<Selection>) => void;
}

const PAGE_SIZE = 20;

/** The postings themselves: sorted and paged by the database. */
export function JobsSection({ selection, onChange }: Props) {
  const { filters, orderBy, ascending, page } = selection;
  const query = { ...filters, order_by: orderBy, ascending, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
  const key = `jobs ${queryOf({ ...selection, jobId: null })}`;
  const section = useRef<HTMLElement>(null);
  const isNear = useNear(section);
  const { data, error, loading, retry } = useResource(isNear ? key : null, (signal) => getJobs(query, signal));
  return (
    <section ref={section} className={styles.section} aria-label="Postings" aria-busy={loading}>
      <div className={styles.head}>
        <h2>Postings</h2>
        <p className={styles.fresh}>{data?.newest_day && `Data up to ${formatTime(data.newest_day)}`}</p>
        {data && <ExportMenu table={jobsTable(data.rows)} title={`${postingsInWords(filters)} page ${page}`} />}
      </div>
      {error && (
        <ErrorNotice error={error}>
          <Button onClick={retry}>
            <Icon name="retry" size={16} />
            Try again
          </Button>
        </ErrorNotice>
      )}
      {!data && !error && <Skeleton height="24rem" />}
      {data && (
        <>
          <JobsTable
            rows={data.rows}
            orderBy={orderBy}
            ascending={ascending}
            onSort={(order, up) => onChange({ orderBy: order, ascending: up, page: 1 })}
            onOpen={(jobId) => onChange({ jobId })}
          />
          <Pager page={page} pageSize={PAGE_SIZE} total={data.total} onChange={(to) => onChange({ page: to })} />
        </>
      )}
    </section>
  );
}
