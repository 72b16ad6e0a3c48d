import type { Grounding } from "@/api/types";
import { Icon } from "@/ui/icon";
import { formatCount, plural } from "@/words/format";
import styles from "./grounding-note.module.css";

/** One line on how much of an answer the data confirms; nothing where it states no figure; names are none. */
export function GroundingNote({ grounding }: { grounding: Grounding }) {
  const { unproven } = grounding;
  const figures = grounding.figures.filter(({ value, status }) => typeof value === "number" || status === "unproven");
  if (figures.length === 0) return null;
  if (unproven === 0) {
    return (
      <p className={styles.note}>
        <Icon name="check" size={15} />
        {figures.length === 1
          ? "The figure is traced to the data"
          : `All ${formatCount(figures.length)} figures are traced to the data`}
      </p>
    );
  }
  const texts = [...new Set(figures.filter(({ status }) => status === "unproven").map(({ text }) => text))];
  return (
    <p className={styles.note} data-unproven>
      <Icon name="warning" size={15} />
      {`${unproven} of ${plural(figures.length, "figure")} ${unproven === 1 ? "is" : "are"} not confirmed by the data: ${texts.join(", ")}`}
    </p>
  );
}
