import { Icon } from "@/ui/icon";
import { IconButton } from "@/ui/icon-button";
import { formatCount } from "@/words/format";
import styles from "./pager.module.css";

interface Props {
  /** From 1. */
  page: number;
  pageSize: number;
  total: number;
  onChange: (page: number) => void;
}

export function Pager({ page, pageSize, total, onChange }: Props) {
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, total);
  return (
    <nav aria-label="Pages of postings" className={styles.pager}>
      <p>
        {first > total ? "Past the end" : `${formatCount(first)}–${formatCount(last)}`} of {formatCount(total)}
      </p>
      <IconButton label="Previous page" disabled={page === 1} onClick={() => onChange(page - 1)}>
        <Icon name="chevronLeft" />
      </IconButton>
      <IconButton label="Next page" disabled={last >= total} onClick={() => onChange(page + 1)}>
        <Icon name="chevronRight" />
      </IconButton>
    </nav>
  );
}
