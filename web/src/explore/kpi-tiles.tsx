import type { Overview } from "@/api/types";
import { Skeleton } from "@/ui/skeleton";
import { formatCount, formatValue } from "@/words/format";
import styles from "./kpi-tiles.module.css";

function tilesOf(total: Overview["total"]): [name: string, value: string][] {
  return [
    ["Postings", formatCount(total.postings)],
    ["Companies", formatCount(total.companies)],
    ["Countries", formatCount(total.countries)],
    ["Remote", formatValue("remote_share", total.remote_share)],
    ["Median yearly pay", formatValue("median_salary", total.median_salary, total.currency)],
  ];
}

const NAMES = ["Postings", "Companies", "Countries", "Remote", "Median yearly pay"];

/** The figures of the selection; without them, their places. */
export function KpiTiles({ total }: { total: Overview["total"] | undefined }) {
  const tiles = total ? tilesOf(total) : NAMES.map((name): [string, undefined] => [name, undefined]);
  return (
    <dl className={styles.tiles}>
      {tiles.map(([name, value]) => (
        <div key={name} className={styles.tile}>
          <dt>{name}</dt>
          <dd>{value ?? <Skeleton width="5rem" height="2.0625rem" />}</dd>
        </div>
      ))}
    </dl>
  );
}
