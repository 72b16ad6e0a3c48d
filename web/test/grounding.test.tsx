import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { Figure, Grounding } from "@/api/types";
import { placedFigures } from "@/chat/grounding";
import type { ChatMessage } from "@/chat/message";
import Markdown from "@/ui/markdown";
import { cellInWords, formulaInWords, sourceCells } from "@/words/source";
import { stats } from "./samples";

const figure = (start: number, text: string, changes: Partial<Figure> = {}): Figure => ({
  start,
  end: start + [...text].length,
  text,
  value: 81,
  status: "proven",
  source: { kind: "cell", tool_call_id: "call-0", path: "total.value", label: "count, country = Germany" },
  ...changes,
});

const message = (texts: string[], ...figures: Figure[]): ChatMessage => ({
  id: "m",
  role: "assistant",
  parts: [
    ...texts.map((text) => ({ type: "text" as const, text })),
    { type: "data-grounding", data: { figures, unproven: 0 } satisfies Grounding },
  ],
});

const placesOf = (shown: ChatMessage) => placedFigures(shown).map(({ start, end }) => [start, end]);

describe("figures in the text", () => {
  test("offsets are code points of the last text, after whatever was said before", () => {
    expect(placesOf(message(["**81** jobs"], figure(2, "81")))).toEqual([[2, 4]]);
    expect(placesOf(message(["🙂 81 jobs\n"], figure(2, "81")))).toEqual([[3, 5]]);
    expect(placesOf(message(["  I look.", "🙂🙂 81 jobs"], figure(3, "81")))).toEqual([[14, 16]]);
  });

  test("a figure that is not where it should be is left out, the others stay", () => {
    expect(placesOf(message(["81 of 943"], figure(0, "82"), figure(6, "943"), figure(90, "7")))).toEqual([[6, 9]]);
    expect(placesOf({ id: "m", role: "assistant", parts: [{ type: "text", text: "81" }] })).toEqual([]);
  });
});

describe("figures in markdown", () => {
  const html = (text: string, ...texts: string[]) => {
    const passages = texts.map((passage) => ({
      start: text.indexOf(passage),
      end: text.indexOf(passage) + passage.length,
    }));
    return renderToStaticMarkup(
      <Markdown
        text={text}
        passages={passages}
        renderPassage={(index, children) => <u data-n={index}>{children}</u>}
      />,
    );
  };

  test.each([
    ["**81** jobs", ["81"], '<strong><u data-n="0">81</u></strong> jobs'],
    ["81 of 943.", ["81", "943"], '<p><u data-n="0">81</u> of <u data-n="1">943</u>.</p>'],
    ["- Berlin: 7\n- Bonn: 3", ["7", "3"], '<li>Bonn: <u data-n="1">3</u></li>'],
    ["| a | b |\n| --- | --- |\n| x | 12 % |", ["12 %"], '<td><u data-n="0">12 %</u></td>'],
    ["| a |\n| --- |\n| 1 |\n\nThen 22.", ["22"], '<p>Then <u data-n="0">22</u>.</p>'],
  ])("%j", (text, passages, part) => {
    expect(html(text, ...passages)).toContain(part);
  });

  test.each([
    ["A &amp; B: 7", "7", "A &amp; B: 7"],
    ["R\\*D: 7", "7", "R*D: 7"],
    ["**1** 2", "1** 2", "<strong>1</strong> 2"],
  ])("text whose letters are not those of the source stays as it is: %j", (text, passage, part) => {
    expect(html(text, passage)).toContain(part);
  });

  test("the model's own HTML makes no figure", () => {
    expect(html('<mark data-passage="0">7</mark>')).toContain("&lt;mark data-passage=&quot;0&quot;&gt;7&lt;/mark&gt;");
  });
});

describe("sources in words", () => {
  const ranking = stats({
    group_by: ["country"],
    period: { start: "2026-01-01", end: "2026-01-31" },
    filters: { posted_start: "2026-01-01", posted_end: "2026-01-31" },
    compare: "previous_year",
    previous_period: { start: "2025-01-01", end: "2025-01-31" },
    rows: [{ keys: { country: "Germany" }, value: 81, postings: 81, previous: 100, change: -19, change_percent: -19 }],
    total: { value: 943, postings: 943 },
  });
  const lookups = [{ id: "call-0", tool: "job_stats", words: "Counting jobs", output: ranking }];
  const cell = (path: string) => cellInWords({ tool_call_id: "call-0", path, label: "label", value: 5 }, lookups);

  test.each([
    ["rows[0].value", "Postings, Germany", "81", 0],
    ["rows[0].previous", "Postings January 2025, Germany", "100", 0],
    ["rows[0].change", "Change of postings, Germany", "−19", 0],
    ["rows[0].change_percent", "Change of postings, Germany", "−19 %", 0],
    ["total.value", "Postings, all together", "943", undefined],
    ["rows[0].keys.country", "Country", "Germany", 0],
    ["rows[7].keys.country", "label", "5", undefined],
    ["cut.postings", "Postings in groups that are not shown", "5", undefined],
    ["rows[7].value", "label", "5", undefined],
    ["odd", "label", "5", undefined],
  ])("%s", (path, name, value, row) => {
    expect(cell(path)).toEqual({
      lookupId: "call-0",
      name,
      value,
      row,
      from: "Jobs by country, January 2026, against the year before",
    });
  });

  test("pay names what is said beside its median, and a title how large its groups are", () => {
    const row = { keys: { country: "Peru" }, value: 72000, p25: 60000, mean: 71234.5, postings: 9, currency: "EUR" };
    const output = stats({ measure: "median_salary", group_by: ["country"], rows: [row], unpaid: 4 });
    const pay = [{ id: "call-0", tool: "job_stats", words: "", output, input: { min_postings: 5 } }];
    const shown = (path: string) => cellInWords({ tool_call_id: "call-0", path, label: "label", value: 4 }, pay);
    expect(shown("rows[0].p25")).toMatchObject({ name: "25th percentile, Peru", value: "€60,000", row: 0 });
    expect(shown("rows[0].mean")).toMatchObject({ name: "Mean, Peru", value: "€71,235" });
    expect(shown("unpaid")).toMatchObject({ name: "Postings without yearly pay", value: "4" });
    expect(shown("unpaid").from).toBe("Median yearly pay of jobs by country with at least 5 postings");
  });

  test("a cell of a look-up that is not there keeps the API's label", () => {
    const [shown] = sourceCells(figure(0, "81"), []);
    expect(shown).toEqual({ lookupId: "call-0", name: "count, country = Germany", value: "81", from: "" });
    expect(sourceCells(figure(0, "81", { source: null, status: "unproven" }), lookups)).toEqual([]);
  });

  test.each([
    ["100 * rows[0].value / total.value", ["rows[0].value", "total.value"], "100 × 1 ÷ 2"],
    ["100 * (total.value - total.value) / total.value", ["total.value", "total.value"], "100 × (1 − 2) ÷ 2"],
    ["rows[1].value + rows[10].value", ["rows[1].value", "rows[10].value"], "1 + 2"],
    ["total.value - (rows[0].value … rows[5].value)", ["total.value"], ""],
    ["count of 3 rows", ["rows[0].posted_date"], "count of 3 rows"],
    ["total.value / period", ["total.value", "period"], "1 ÷ 2"],
    ["(rows[0].value + rows[1].value) / 2", ["rows[0].value", "rows[1].value"], "(1 + 2) ÷ 2"],
  ])("the formula %s", (formula, paths, words) => {
    const cells = paths.map((path, index) => ({ path, value: index + 1 }));
    expect(formulaInWords(formula, cells)).toBe(words);
  });
});
