import { type FocusEvent, type PointerEvent, type ReactNode, useId, useRef, useState } from "react";
import type { Figure } from "@/api/types";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { useDismiss } from "@/ui/use-dismiss";
import { type CellInWords, formulaInWords, type SourceLookup, sourceCells } from "@/words/source";
import styles from "./sourced-figure.module.css";
import { useTip } from "./use-tip";

interface Props {
  figure: Figure;
  lookups: SourceLookup[];
  onShow: (cell: CellInWords) => void;
  children: ReactNode;
}

function Source({ figure, cells }: { figure: Figure; cells: CellInWords[] }) {
  const { source } = figure;
  if (!source) {
    return (
      <>
        <b>Not confirmed.</b> No look-up of this answer shows this figure.
      </>
    );
  }
  const formula = source.kind === "derived" ? formulaInWords(source.formula, source.cells) : "";
  const titles = [...new Set(cells.map(({ from }) => from))].filter(Boolean);
  return (
    <>
      {source.kind === "derived" && <span className={styles.formula}>{formula || "Worked out from these cells:"}</span>}
      {cells.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a formula never move
        <span key={index} className={styles.cell}>
          {name}: <b>{value}</b>
        </span>
      ))}
      {titles.length > 0 && <span className={styles.from}>{`Looked up: ${titles.join("; ")}`}</span>}
    </>
  );
}

/** A figure in the text of an answer; pointing at it, focusing it or tapping it shows its source. */
export function SourcedFigure({ figure, lookups, onShow, children }: Props) {
  const cells = sourceCells(figure, lookups);
  const id = useId();
  const whole = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  // Pointing shows it in passing; a click, a tap or the keyboard keeps it until the reader goes elsewhere.
  const [open, setOpen] = useState<"in passing" | "kept">();
  useTip(button, tip, open !== undefined);
  useDismiss(whole, open !== undefined, (isByKey) => {
    if (isByKey && open === "kept") button.current?.focus();
    setOpen(undefined);
  });
  const onPointer = (event: PointerEvent, next: typeof open) => {
    if (event.pointerType === "mouse") setOpen((now) => (now === "kept" ? now : next));
  };
  const onFocus = (event: FocusEvent) => {
    const isFromOutside = !event.currentTarget.contains(event.relatedTarget);
    if (isFromOutside && event.target.matches(":focus-visible")) setOpen("kept");
  };
  const [first] = cells;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what happens to the button and the tip in it
    <span
      ref={whole}
      onPointerEnter={(event) => onPointer(event, "in passing")}
      onPointerLeave={(event) => onPointer(event, undefined)}
      onFocus={onFocus}
    >
      <button
        ref={button}
        type="button"
        className={styles.figure}
        data-status={figure.status}
        aria-describedby={id}
        onClick={() => setOpen("kept")}
      >
        {children}
        {figure.status === "unproven" && <span aria-hidden="true">?</span>}
      </button>
      <span ref={tip} popover="manual" className={styles.tip}>
        <span id={id} className={styles.source}>
          <Source figure={figure} cells={cells} />
        </span>
        {first?.from && (
          <Button
            look="quiet"
            onClick={() => {
              setOpen(undefined);
              onShow(first);
            }}
          >
            <Icon name="list" size={16} />
            Show where it was looked up
          </Button>
        )}
      </span>
    </span>
  );
}
