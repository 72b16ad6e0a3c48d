import type { Filters, UnknownValue } from "@/api/types";
import { Button } from "@/ui/button";
import { labelOf } from "@/words/labels";
import { repairs, unknownInWords } from "@/words/unknown";
import styles from "./no-results.module.css";

interface Props {
  filters: Filters;
  unknown: UnknownValue[];
  onChange: (filters: Filters) => void;
}

/** Why nothing matches, and the ways on. */
export function NoResults({ filters, unknown, onChange }: Props) {
  return (
    <section className={styles.empty} aria-label="No results">
      <h2>No posting matches</h2>
      {unknown.map((item) => (
        <p key={`${item.filter} ${item.value}`} className={styles.hint}>
          {unknownInWords(item)}
          {repairs(filters, item).map(({ name, value, filters: repaired }) => (
            <Button key={`${name} ${value}`} onClick={() => onChange(repaired)}>
              {name === item.filter ? value : `${labelOf(name)} ${value}`}
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
