/** Axis arithmetic. */

/** Round steps from zero (or the smallest value, if negative) to at least `max`: 1, 2 or 5 times a power of ten. */
export function niceTicks(max: number, count = 4): number[] {
  if (!(max > 0)) return [0, 1];
  const rough = max / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  return Array.from({ length: Math.ceil(max / step - 1e-9) + 1 }, (_, index) => index * step);
}

/** At most `count` indices, evenly spread over `length` of them, the last among them. */
export function spreadIndices(length: number, count: number): number[] {
  const step = Math.max(1, Math.ceil(length / Math.max(1, count)));
  return Array.from({ length }, (_, index) => index).filter((index) => (length - 1 - index) % step === 0);
}

/** The text cut to fit a width, by the average width of a letter; an ellipsis says so. */
export function fitText(text: string, pixels: number, letterPixels = 6.6): string {
  const letters = Math.floor(pixels / letterPixels);
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
}
