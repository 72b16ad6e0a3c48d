import type { Filters, Overview, ValueCount } from "@/api/types";
import { Panel } from "@/ui/panel";
import styles from "./charts.module.css";
import { FacetBars } from "./facet-bars";
import { type Flag, isChosen, type TextFilter, toggleFlag, toggleMonth, toggleValue } from "./selection";
import { Timeline } from "./timeline";

interface Props {
  charts: Overview["charts"] | undefined;
  filters: Filters;
  onChange: (filters: Filters) => void;
}

const FACETS: { name: TextFilter | Flag; title: string }[] = [
  { name: "country", title: "Countries" },
  { name: "job_function_std", title: "Functions" },
  { name: "company_industry_std", title: "Industries" },
  { name: "skills", title: "Top skills" },
  { name: "tools", title: "Top tools" },
  { name: "job_level_std", title: "Levels" },
  { name: "job_type_filled", title: "Job types" },
  { name: "is_remote", title: "Work place" },
];

/** Every chart shows its own dimension whole, filtered by all others. */
export function Charts({ charts, filters, onChange }: Props) {
  const toggle = (name: TextFilter | Flag, { value }: ValueCount) =>
    onChange(
      typeof value === "boolean"
        ? toggleFlag(filters, name as Flag, value)
        : toggleValue(filters, name as TextFilter, value),
    );
  return (
    <>
      <Panel title="Postings by month">
        <Timeline
          months={charts?.posted_month}
          filters={filters}
          onToggle={(month) => onChange(toggleMonth(filters, month))}
        />
      </Panel>
      <div className={styles.grid}>
        {FACETS.map(({ name, title }) => (
          <Panel key={name} title={title}>
            <FacetBars
              dimension={name}
              values={charts && (charts[name] ?? [])}
              isChosen={(value) => isChosen(filters, name, value)}
              onToggle={(row) => toggle(name, row)}
            />
          </Panel>
        ))}
      </div>
    </>
  );
}
