import { useId } from "react";
import styles from "./segmented.module.css";

interface Props<Value extends string> {
  label: string;
  options: { value: Value; name: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, as radio buttons: arrow keys move between them. */
export function Segmented<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  const group = useId();
  return (
    <fieldset className={styles.group}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={group}
            className="visually-hidden"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.name}
        </label>
      ))}
    </fieldset>
  );
}
