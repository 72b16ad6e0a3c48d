import type { ButtonHTMLAttributes } from "react";
import styles from "./button.module.css";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: "quiet" | "outlined" | "filled";
}

export function Button({ look = "outlined", className, ...rest }: Props) {
  const classes = [styles.button, look === "quiet" ? "" : styles[look], className];
  return <button type="button" className={classes.filter(Boolean).join(" ")} {...rest} />;
}
