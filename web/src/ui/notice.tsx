import type { ReactNode } from "react";
import { NOTICES, type PageError } from "@/api/errors";
import { Icon } from "./icon";
import styles from "./notice.module.css";

/** What happened and what to do about it; `children` are the ways on. */
export function ErrorNotice({ error, children }: { error: PageError; children?: ReactNode }) {
  const { title, advice } = NOTICES[error.code];
  return (
    <div role="alert" className={styles.error}>
      <Icon name="warning" size={20} />
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        <p>
          {error.message && `${error.message} `}
          {advice}
        </p>
        {error.requestId && <p className={styles.reference}>Reference: {error.requestId}</p>}
        {children && <div className={styles.actions}>{children}</div>}
      </div>
    </div>
  );
}
