import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import Markdown from "@/ui/markdown";
import { IntricateTextError, requireParsable } from "@/ui/markdown-limits";
import { PlainText } from "@/ui/plain-text";

const draw = (text: string): string => renderToStaticMarkup(<Markdown text={text} />);

const fits = (text: string): boolean => {
  try {
    requireParsable(text);
    return true;
  } catch (error) {
    if (error instanceof IntricateTextError) return false;
    throw error;
  }
};

/** Milliseconds of this process alone, whatever else the machine does. */
function cpuTimeOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  return process.cpuUsage(start).user / 1000;
}

/** As long as it may be. */
function longest(textOf: (length: number) => string): string {
  let length = 0;
  for (let step = 65_536; step >= 1; step /= 2) if (fits(textOf(length + step))) length += step;
  return textOf(length);
}

/** Those that took the parser longest, of what was tried by hand and at random. */
const WORST: [name: string, textOf: (length: number) => string][] = [
  ...["]", "a ]", "*a_ ", "**a* ", "_www.", "<!--", "a\n=\n", "- [ ] a\n", "> a\n\n", "a  \n"].map(
    (motif): [string, (length: number) => string] => [motif, (length) => motif.repeat(length / motif.length)],
  ),
  ["nested emphasis", (length) => "*aaaa ".repeat(length / 12) + "aaaa* ".repeat(length / 12)],
  ["lines of deep quotes", (length) => `${"> ".repeat(49)}a\n${"a\n".repeat(length / 2)}`],
  ["lines of a deep list", (length) => `${"- ".repeat(49)}a\n${"\n".repeat(length)}`],
  [
    "a ladder",
    (length) => Array.from({ length: Math.sqrt(length) }, (_, level) => `${"  ".repeat(level)}- a\n`).join(""),
  ],
];

describe("what would take long", () => {
  test.each(WORST)("%j takes no long time, however long it is", (_, textOf) => {
    const text = longest(textOf);
    const drawOrRefuse = () => {
      try {
        draw(text);
      } catch (error) {
        expect(error).toBeInstanceOf(IntricateTextError);
      }
    };
    expect(text.length).toBeGreaterThan(1000);
    expect(cpuTimeOf(drawOrRefuse)).toBeLessThan(2000);
  });

  test.each([
    ["deep lists", `${"- ".repeat(1500)}x`],
    ["deep numbers", `${"1. ".repeat(1000)}x`],
    ["deep quotes", ">".repeat(3000)],
    [
      "a list that goes deeper with each line",
      Array.from({ length: 60 }, (_, line) => `${"  ".repeat(2 * line)}- - x`).join("\n"),
    ],
    ["the same with tabs", Array.from({ length: 60 }, (_, line) => `${"\t".repeat(line)}- x`).join("\n")],
    ["many characters", "lorem ipsum ".repeat(10_000)],
    ["many marks", "*a* ".repeat(5000)],
    ["a table of many cells", `|a|b|\n|-|-|\n${"|c|d|\n".repeat(2500)}`],
    ["a table whose cells are not written", `${"|a".repeat(300)}|\n${"|-".repeat(300)}|\n${"|\n".repeat(300)}`],
    ["deep emphasis", "*x ".repeat(400) + "x* ".repeat(400)],
  ])("is refused at once: %s", (_, text) => {
    expect(cpuTimeOf(() => expect(() => draw(text)).toThrow(IntricateTextError))).toBeLessThan(1000);
  });
});

describe("what people write is formatted", () => {
  test.each([
    ["rules of dashes", `${"-".repeat(200)}\n\n${"- ".repeat(40)}\n\n${"=".repeat(80)}`, "<hr/>"],
    [
      "a posting of 14,000 characters",
      "We are looking for a **data engineer** who knows SQL, dbt and Python.\n\n".repeat(200),
      "<strong>",
    ],
    ["lists in lists", Array.from({ length: 10 }, (_, level) => `${"  ".repeat(level)}- x`).join("\n"), "<li>"],
    ["code far to the right", `${" ".repeat(80)}x`, "<code>"],
    ["another script", "नमस्ते दुनिया ".repeat(2000), "<p>"],
    ["a table of 100 rows", `|a|b|c|\n|-|-|-|\n${"|1|2|3|\n".repeat(100)}`, "<td>"],
  ])("%s", (_, text, tag) => {
    expect(draw(text)).toContain(tag);
  });
});

test("what is not formatted keeps its letters, and an enormous text is cut", () => {
  expect(renderToStaticMarkup(<PlainText text={"> *a*\n<b>"} />)).toContain(">&gt; *a*\n&lt;b&gt;</p>");
  const cut = renderToStaticMarkup(<PlainText text={"x".repeat(100_000)} />);
  expect(cut).toContain("the first 20,000 of its 100,000 characters.");
  expect(cut.match(/x{20000}…/)?.length).toBe(1);
  expect(cut.length).toBeLessThan(21_000);
});
