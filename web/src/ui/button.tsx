import type { ButtonHTMLAttributes } from "react";
import styles from "./button.module.css";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: "quiet" | "outlined" | "filled";
}

export function Button({ look = "outlined", className, ...rest }: Props) {
  const classes = [styles.button, styles[look], className].filter(Boolean); // "quiet" has none of its own
  return <button type="button" className={classes.join(" ")} {...rest} />;
}
