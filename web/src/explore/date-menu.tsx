import type { Filters } from "@/api/types";
import { Menu } from "@/ui/menu";
import { MenuItem } from "@/ui/menu-item";
import { formatPeriod } from "@/words/format";
import styles from "./date-menu.module.css";
import { setFilter } from "./selection";

interface Props {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

const DAY = 24 * 60 * 60 * 1000;
const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

function presets(): { name: string; start: string; end: string }[] {
  const now = Date.now();
  const year = new Date(now).getUTCFullYear();
  return [
    { name: "Last 30 days", start: isoDay(now - 29 * DAY), end: isoDay(now) },
    { name: "Last 90 days", start: isoDay(now - 89 * DAY), end: isoDay(now) },
    { name: `This year (${year})`, start: `${year}-01-01`, end: `${year}-12-31` },
    { name: `Last year (${year - 1})`, start: `${year - 1}-01-01`, end: `${year - 1}-12-31` },
    { name: "Any time", start: "", end: "" },
  ];
}

export function DateMenu({ filters, onChange }: Props) {
  const period = formatPeriod(filters.posted_start, filters.posted_end);
  const set = (start: string, end: string) =>
    onChange(setFilter(setFilter(filters, "posted_start", start), "posted_end", end));
  return (
    <Menu label={period || "Any time"} active={period !== ""}>
      {(close) => (
        <>
          {presets().map(({ name, start, end }) => (
            <MenuItem
              key={name}
              icon={
                start === (filters.posted_start ?? "") && end === (filters.posted_end ?? "") ? "check" : "arrowRight"
              }
              label={name}
              onClick={() => {
                close();
                set(start, end);
              }}
            />
          ))}
          <div className={styles.dates}>
            <label>
              From
              <input
                type="date"
                value={filters.posted_start ?? ""}
                onChange={(event) => set(event.target.value, filters.posted_end ?? "")}
              />
            </label>
            <label>
              Until
              <input
                type="date"
                value={filters.posted_end ?? ""}
                onChange={(event) => set(filters.posted_start ?? "", event.target.value)}
              />
            </label>
          </div>
        </>
      )}
    </Menu>
  );
}
