import { useState } from "react";
import { getStats } from "@/api/client";
import { NOTICES } from "@/api/errors";
import type { Dimension, Filters } from "@/api/types";
import { Menu } from "@/ui/menu";
import { Skeleton } from "@/ui/skeleton";
import { useResource } from "@/ui/use-resource";
import { formatCount } from "@/words/format";
import { labelOf, pluralOf, valueLabel } from "@/words/labels";
import styles from "./filter-menu.module.css";
import { isChosen, setFilter, type TextFilter, toggleValue } from "./selection";

interface Props {
  name: TextFilter;
  filters: Filters;
  onChange: (filters: Filters) => void;
}

const MAX_VALUES = 1000;
const MAX_SHOWN = 100;

/** All values of a dimension that occur with the other filters, most frequent first. */
function Values({ name, filters, onChange }: Props) {
  const [search, setSearch] = useState("");
  const dimension = name as Dimension;
  const others = setFilter(filters, name, "");
  const { data, error } = useResource(`values ${name} ${JSON.stringify(others)}`, (signal) =>
    getStats({ ...others, group_by: [dimension], limit: MAX_VALUES }, signal),
  );
  const rows = data?.rows ?? [];
  const found = rows.filter((row) => String(row.keys[name]).toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <div className={styles.values}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the reader has just opened this menu
        autoFocus
        className={styles.search}
        aria-label={`Search ${pluralOf(name)}`}
        placeholder={`Search ${pluralOf(name)}`}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {error && <p className={styles.note}>{NOTICES[error.code].title}.</p>}
      {!data && !error && <Skeleton height="8rem" />}
      {data && found.length === 0 && <p className={styles.note}>Nothing found.</p>}
      <ul className={styles.list}>
        {found.slice(0, MAX_SHOWN).map((row) => {
          const value = String(row.keys[name]);
          return (
            <li key={value}>
              <label className={styles.value} title={value}>
                <input
                  type="checkbox"
                  checked={isChosen(filters, name, value)}
                  onChange={() => onChange(toggleValue(filters, name, value))}
                />
                <span className={styles.label}>{valueLabel(name, value)}</span>
                <span className={styles.count}>{formatCount(row.postings)}</span>
              </label>
            </li>
          );
        })}
      </ul>
      {found.length > MAX_SHOWN && (
        <p className={styles.note}>{formatCount(found.length - MAX_SHOWN)} more: search to find them.</p>
      )}
    </div>
  );
}

export function FilterMenu(props: Props) {
  const { name, filters } = props;
  const label = labelOf(name);
  const chosen = filters[name]?.length ?? 0;
  return (
    <Menu label={chosen > 0 ? `${label} · ${chosen}` : label} active={chosen > 0}>
      {() => <Values {...props} />}
    </Menu>
  );
}
