import { type FormEvent, useState } from "react";
import type { Filters } from "@/api/types";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { DateMenu } from "./date-menu";
import styles from "./filter-bar.module.css";
import { FilterMenu } from "./filter-menu";
import { type TextFilter, toggleFlag, toggleValue } from "./selection";

interface Props {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

const MENUS: TextFilter[] = [
  "country",
  "location",
  "company_name",
  "job_function_std",
  "job_level_std",
  "skills",
  "tools",
];

export function FilterBar({ filters, onChange }: Props) {
  const [title, setTitle] = useState("");
  const addTitle = (event: FormEvent) => {
    event.preventDefault();
    const words = title.trim();
    if (words) onChange(toggleValue(filters, "role_keyword", words));
    setTitle("");
  };
  return (
    <search className={styles.bar} aria-label="Filters">
      <form className={styles.search} onSubmit={addTitle}>
        <Icon name="search" size={16} />
        <input
          aria-label="Words in the title"
          placeholder="Words in the title"
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </form>
      <DateMenu filters={filters} onChange={onChange} />
      {MENUS.map((name) => (
        <FilterMenu key={name} name={name} filters={filters} onChange={onChange} />
      ))}
      <Button
        look="quiet"
        className={styles.toggle}
        aria-pressed={filters.is_remote === true}
        onClick={() => onChange(toggleFlag(filters, "is_remote", true))}
      >
        Remote only
      </Button>
    </search>
  );
}
