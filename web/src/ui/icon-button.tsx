import type { ButtonHTMLAttributes } from "react";
import styles from "./button.module.css";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does, for people who do not see the icon, and as a tooltip for those who do. */
  label: string;
  filled?: boolean;
}

export function IconButton({ label, filled = false, className = "", ...rest }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`${styles.icon} ${filled ? styles.filled : ""} ${className}`}
      {...rest}
    />
  );
}
