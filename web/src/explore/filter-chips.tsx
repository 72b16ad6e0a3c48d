import type { Filters } from "@/api/types";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { formatCount, formatPeriod } from "@/words/format";
import { labelOf, valueLabel } from "@/words/labels";
import styles from "./filter-chips.module.css";
import { FLAGS, PAY_FILTERS, setFilter, TEXT_FILTERS, toggleFlag, toggleValue } from "./selection";

interface Props {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

interface Chip {
  name: string;
  text: string;
  rest: Filters;
}

function chipsOf(filters: Filters): Chip[] {
  const chips: Chip[] = TEXT_FILTERS.flatMap((name) =>
    (filters[name] ?? []).map((value) => ({
      name: labelOf(name),
      text: valueLabel(name, value),
      rest: toggleValue(filters, name, value),
    })),
  );
  for (const name of FLAGS) {
    const value = filters[name];
    if (typeof value !== "boolean") continue;
    chips.push({ name: "", text: valueLabel(name, value), rest: toggleFlag(filters, name, value) });
  }
  const period = formatPeriod(filters.posted_start, filters.posted_end);
  if (period) {
    chips.push({
      name: "Posted",
      text: period,
      rest: setFilter(setFilter(filters, "posted_start", ""), "posted_end", ""),
    });
  }
  for (const name of PAY_FILTERS) {
    const pay = filters[name];
    if (typeof pay !== "number") continue;
    chips.push({ name: labelOf(name), text: formatCount(pay), rest: setFilter(filters, name, "") });
  }
  return chips;
}

/** The filters in force; each can be taken away. */
export function FilterChips({ filters, onChange }: Props) {
  const chips = chipsOf(filters);
  if (chips.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label="Filters in force">
      {chips.map(({ name, text, rest }) => (
        <li key={`${name} ${text}`}>
          <button type="button" className={styles.chip} title={text} onClick={() => onChange(rest)}>
            <span className="visually-hidden">Remove the filter </span>
            {name && <span className={styles.name}>{name} </span>}
            <span className={styles.text}>{text}</span>
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
      <li>
        <Button look="quiet" onClick={() => onChange({})}>
          Clear all
        </Button>
      </li>
    </ul>
  );
}
