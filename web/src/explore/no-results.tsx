import type { Filters, UnknownValue } from "@/api/types";
import { Button } from "@/ui/button";
import { FILTER_LABELS } from "@/words/labels";
import styles from "./no-results.module.css";
import { TEXT_FILTERS, toggleValue } from "./selection";

interface Props {
  filters: Filters;
  unknown: UnknownValue[];
  onChange: (filters: Filters) => void;
}

/** Why nothing matches, and the ways on. */
export function NoResults({ filters, unknown, onChange }: Props) {
  const replaceWith = ({ filter, value }: UnknownValue, closest: string) => {
    const name = TEXT_FILTERS.find((known) => known === filter);
    if (name) onChange(toggleValue(toggleValue(filters, name, value), name, closest));
  };
  return (
    <section className={styles.empty} aria-label="No results">
      <h2>No posting matches</h2>
      {unknown.map((item) => (
        <p key={`${item.filter} ${item.value}`} className={styles.hint}>
          {FILTER_LABELS[item.filter] ?? item.filter} “{item.value}” is in no posting.
          {item.closest.map((closest) => (
            <Button key={closest} onClick={() => replaceWith(item, closest)}>
              {closest}
            </Button>
          ))}
        </p>
      ))}
      {unknown.length === 0 && <p className={styles.hint}>Take a filter away, or look at a longer period.</p>}
      <Button look="filled" onClick={() => onChange({})}>
        Clear all filters
      </Button>
    </section>
  );
}
