import { getOverview } from "@/api/client";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { ErrorNotice } from "@/ui/notice";
import { PageLink } from "@/ui/page-link";
import { useResource } from "@/ui/use-resource";
import { Waking } from "@/ui/waking";
import { howMany } from "@/words/questions";
import { Charts } from "./charts";
import styles from "./explore-page.module.css";
import { FilterBar } from "./filter-bar";
import { FilterChips } from "./filter-chips";
import { JobDrawer } from "./job-drawer";
import { JobsSection } from "./jobs-section";
import { KpiTiles } from "./kpi-tiles";
import { NoResults } from "./no-results";
import { useSelection } from "./use-selection";

export function ExplorePage() {
  const { selection, change, setFilters } = useSelection();
  const { filters } = selection;
  const overview = useResource(`overview ${JSON.stringify(filters)}`, (signal) => getOverview(filters, signal));
  const { data, error, loading, waking, retry } = overview;
  const isEmpty = data?.total.postings === 0;
  return (
    <main id="main" className={styles.page}>
      <div className={styles.head}>
        <div>
          <h1>Explore</h1>
          <p className={styles.lead}>
            Click a bar to filter by it; the figures, the other charts and the postings follow. The address keeps your
            selection, so that you can share it.
          </p>
        </div>
        <PageLink className={styles.ask} href={`/?q=${encodeURIComponent(howMany(filters))}`}>
          Ask about this
          <Icon name="arrowRight" size={16} />
        </PageLink>
      </div>
      <FilterBar filters={filters} onChange={setFilters} />
      <FilterChips filters={filters} onChange={setFilters} />
      {waking && (
        <div className={styles.toast}>
          <Waking />
        </div>
      )}
      {error && (
        <ErrorNotice error={error}>
          <Button onClick={retry}>
            <Icon name="retry" size={16} />
            Try again
          </Button>
        </ErrorNotice>
      )}
      {!error && (
        <div className={styles.content} aria-busy={loading} data-stale={loading && data !== undefined}>
          <KpiTiles total={data?.total} />
          {isEmpty && <NoResults filters={filters} unknown={data.unknown_values} onChange={setFilters} />}
          <Charts charts={data?.charts} filters={filters} onChange={setFilters} />
          {!isEmpty && <JobsSection selection={selection} onChange={change} />}
        </div>
      )}
      <p role="status" className="visually-hidden">
        {loading ? "Loading…" : data ? `${data.total.postings} postings match` : ""}
      </p>
      <JobDrawer jobId={selection.jobId} onClose={() => change({ jobId: null })} />
    </main>
  );
}
