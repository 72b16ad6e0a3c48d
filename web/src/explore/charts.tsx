import type { Filters, Overview, ValueCount } from "@/api/types";
import { Panel } from "@/ui/panel";
import { capitalised, pluralOf } from "@/words/labels";
import styles from "./charts.module.css";
import { FacetBars } from "./facet-bars";
import {
  FLAGS,
  type Flag,
  isChosen,
  TEXT_FILTERS,
  type TextFilter,
  toggleFlag,
  toggleMonth,
  toggleValue,
} from "./selection";
import { Timeline } from "./timeline";

interface Props {
  charts: Overview["charts"] | undefined;
  filters: Filters;
  onChange: (filters: Filters) => void;
}

type Facet = TextFilter | Flag;

/** First these, in the order that fills the page's rows; a chart that the API has besides comes after them. */
const ORDER: Facet[] = [
  "country",
  "job_function_std",
  "company_industry_std",
  "skills",
  "tools",
  "job_level_std",
  "job_type_filled",
  "is_remote",
];

const TITLES = new Map<string, string>([
  ["skills", "Top skills"],
  ["tools", "Top tools"],
  ["is_remote", "Work place"],
]);

const titleOf = (name: Facet): string => TITLES.get(name) ?? capitalised(pluralOf(name));

/** The charts by which the page can filter; while they are on their way, their places. */
export function facetsOf(charts: Overview["charts"] | undefined): Facet[] {
  if (!charts) return ORDER;
  const others = [...TEXT_FILTERS, ...FLAGS].filter((name) => !ORDER.includes(name));
  return [...ORDER, ...others].filter((name) => charts[name]);
}

/** Every chart shows its own dimension whole, filtered by all others. */
export function Charts({ charts, filters, onChange }: Props) {
  const toggle = (name: Facet, { value }: ValueCount) =>
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
        {facetsOf(charts).map((name) => (
          <Panel key={name} title={titleOf(name)}>
            <FacetBars
              dimension={name}
              values={charts?.[name]}
              isChosen={(value) => isChosen(filters, name, value)}
              onToggle={(row) => toggle(name, row)}
            />
          </Panel>
        ))}
      </div>
    </>
  );
}
