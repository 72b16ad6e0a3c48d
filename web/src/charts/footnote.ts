/** The line below a result. */

import type { Stats } from "@/api/types";
import { formatCount, formatTime, plural } from "@/words/format";
import type { ChartData } from "./chart-data";

/** What the picture leaves out; of the table, which has all rows, nothing. */
function leftOut({ hiddenLabels, currency, hasOtherCurrencies, hasGaps }: ChartData): (string | false)[] {
  return [
    hiddenLabels > 0 && `${formatCount(hiddenLabels)} more in the table`,
    hasOtherCurrencies && `Only pay in ${currency} is drawn; the table has the other currencies`,
    hasGaps && "A gap is a group that is not shown, not zero",
  ];
}

/** What is not shown, and how fresh the data are. */
export function footnote(stats: Stats, drawn?: ChartData): string {
  const { cut, small, missing, unpaid, group_by: dimensions, newest_day: newest } = stats;
  const isByCurrency = typeof unpaid === "number" && dimensions.join() === "salary_currency"; // those without are the unpaid
  return [
    ...(drawn ? leftOut(drawn) : []),
    cut.groups > 0 && `${plural(cut.groups, "more group")} with ${plural(cut.postings, "posting")} not shown`,
    small && small.groups > 0 && `${plural(small.groups, "group")} with ${plural(small.postings, "posting")} too small`,
    missing > 0 && !isByCurrency && `${plural(missing, "posting")} without this detail`,
    unpaid && `${plural(unpaid, "posting")} without yearly pay`,
    newest && `Data up to ${formatTime(newest)}`,
  ]
    .filter(Boolean)
    .join(" · ");
}
