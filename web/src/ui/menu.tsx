import { type ReactNode, useId, useRef, useState } from "react";
import { Button } from "./button";
import { Icon, type IconName } from "./icon";
import styles from "./menu.module.css";
import { useDismiss } from "./use-dismiss";

interface Props {
  label: string;
  icon?: IconName;
  /** Shown as chosen: something inside is selected. */
  active?: boolean;
  align?: "start" | "end";
  children: (close: () => void) => ReactNode;
}

/** A button that opens a panel under itself; Escape, a click elsewhere or leaving it with Tab closes it. */
export function Menu({ label, icon, active = false, align = "start", children }: Props) {
  const [open, setOpen] = useState(false);
  const container = useRef<HTMLDivElement>(null);
  const panel = useId();
  const close = (focusButton = true) => {
    setOpen(false);
    if (focusButton) container.current?.querySelector("button")?.focus();
  };
  useDismiss(container, open, close);
  return (
    <div ref={container} className={styles.menu}>
      <Button
        look={active ? "outlined" : "quiet"}
        aria-expanded={open}
        aria-controls={open ? panel : undefined}
        className={active ? styles.active : styles.button}
        onClick={() => setOpen(!open)}
      >
        {icon && <Icon name={icon} size={16} />}
        {label}
        <Icon name="chevronDown" size={14} />
      </Button>
      {open && (
        <div id={panel} className={`${styles.panel} ${align === "end" ? styles.end : ""}`}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
