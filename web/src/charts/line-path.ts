/** The drawing of one series. */

type Values = (number | null)[];

/** An SVG path through the values; it starts anew after a gap. */
export function linePath(values: Values, x: (index: number) => number, y: (value: number) => number): string {
  let isGap = true;
  return values
    .map((value, index) => {
      if (value === null) {
        isGap = true;
        return "";
      }
      const step = `${isGap ? "M" : "L"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
      isGap = false;
      return step;
    })
    .join("");
}

/** The indices that get a dot: the one pointed at, and values alone between gaps, which no line shows. */
export function pointsOf(values: Values, active: number | null): number[] {
  const isAlone = (index: number) => (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
  return values.flatMap((value, index) => (value !== null && (index === active || isAlone(index)) ? [index] : []));
}
