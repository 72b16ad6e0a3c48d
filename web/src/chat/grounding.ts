/** The figures of an answer, found again in the text that the page shows. */

import type { Figure, Grounding } from "@/api/types";
import type { Passage } from "@/ui/mark-passages";
import { type ChatMessage, textOf, textsOf } from "./message";

export interface PlacedFigure extends Passage {
  figure: Figure;
}

export function groundingOf(message: ChatMessage): Grounding | undefined {
  const parts = message.parts.filter((part) => part.type === "data-grounding");
  return parts.at(-1)?.data;
}

/** Where each code point of a text begins, in UTF-16 units; one more for its end. */
function offsetsOf(text: string): number[] {
  const offsets = [0];
  for (const letter of text) offsets.push((offsets.at(-1) ?? 0) + letter.length);
  return offsets;
}

/** In order of the text; a figure that is not where the proof says it is is left out. */
export function placedFigures(message: ChatMessage): PlacedFigure[] {
  const grounding = groundingOf(message);
  const last = textsOf(message.parts).at(-1)?.trimEnd();
  if (!grounding || !last) return [];
  const text = textOf(message);
  const offsets = offsetsOf(last);
  const before = text.length - last.length; // the proof counts in the last text, which ends what the page shows
  const place = (point: number) => before + (offsets[point] ?? Number.NaN);
  return grounding.figures
    .map((figure) => ({ figure, start: place(figure.start), end: place(figure.end) }))
    .filter(({ figure, start, end }) => text.slice(start, end) === figure.text)
    .sort((a, b) => a.start - b.start);
}
