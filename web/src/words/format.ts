/** Values, dates and pay as text. */

import type { JobCard, Measure } from "@/api/types";
import { unitOf } from "./labels";
import { formatCompact, formatNumber, withCurrency } from "./number";

export const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
export const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August"].concat(
  "September October November December".split(" "),
);

export const formatCount = (value: number): string => formatNumber(value);

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

export const formatMoney = (value: number, currency: string | null | undefined): string =>
  withCurrency(formatNumber(value), currency);

/** A value of a measure with its unit; a dash where it is undefined (the median of nothing). */
export function formatValue(measure: Measure, value: number | null | undefined, currency?: string | null): string {
  if (value === null || value === undefined) return "–";
  if (unitOf(measure) === "percent") return `${formatNumber(value, 1)} %`;
  return unitOf(measure) === "money" ? formatMoney(value, currency) : formatCount(value);
}

const signed = (text: string, value: number): string => (value > 0 ? `+${text}` : text.replace("-", "−"));

/** The difference to an earlier value: percentage points for a percentage, percent otherwise. */
export function formatChange(measure: Measure, change: number | null | undefined, percent?: number | null): string {
  if (change === null || change === undefined) return "–";
  if (unitOf(measure) === "percent") return signed(`${formatNumber(change, 1)} pp`, change);
  if (percent === null || percent === undefined) return signed(formatCount(change), change);
  return signed(`${formatNumber(percent, 1)} %`, percent);
}

/** "2026-01-05" as "5 Jan 2026"; also "2026-01", "2026-Q1" and "2026", the stored forms of time buckets. */
export function formatTime(text: string): string {
  const [year, month, day] = text.split("-");
  if (!month) return text;
  if (month.startsWith("Q")) return `${month} ${year}`;
  const name = MONTHS[Number(month) - 1]?.slice(0, 3) ?? month;
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}

const lastDayOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Inclusive dates as people say them: "January 2026", "2025", "Q1 2026", "since 1 Mar 2026". */
export function formatPeriod(start?: string | null, end?: string | null): string {
  if (!start || !end) return start ? `since ${formatTime(start)}` : end ? `until ${formatTime(end)}` : "";
  const [year, firstMonth, firstDay] = start.split("-").map(Number) as [number, number, number];
  const [endYear, lastMonth, lastDay] = end.split("-").map(Number) as [number, number, number];
  const isWholeMonths = year === endYear && firstDay === 1 && lastDay === lastDayOfMonth(endYear, lastMonth);
  if (isWholeMonths && firstMonth === lastMonth) return `${MONTHS[firstMonth - 1]} ${year}`;
  if (isWholeMonths && firstMonth === 1 && lastMonth === 12) return String(year);
  if (isWholeMonths && firstMonth % 3 === 1 && lastMonth === firstMonth + 2) return `Q${lastMonth / 3} ${year}`;
  return start === end ? formatTime(start) : `${formatTime(start)} to ${formatTime(end)}`;
}

type Pay = Pick<JobCard, "salary_min" | "salary_max" | "salary_currency" | "salary_period">;

const PERIODS: Record<string, string> = {
  yearly: "year",
  monthly: "month",
  weekly: "week",
  daily: "day",
  hourly: "hour",
};

function payInWords(job: Pay, amount: (value: number) => string, per: string): string {
  const bounds = [job.salary_min, job.salary_max].filter((bound): bound is number => typeof bound === "number");
  const period = PERIODS[job.salary_period ?? ""];
  if (bounds.length === 0) return "";
  return [...new Set(bounds.map(amount))].join(" – ") + (period ? ` ${per} ${period}` : "");
}

/** "€60,000 – €75,000 per year", or nothing where the posting names no pay. */
export const formatPay = (job: Pay): string =>
  payInWords(job, (value) => formatMoney(value, job.salary_currency), "per");

/** "€60K – €75K / year", for narrow places. */
export const formatShortPay = (job: Pay): string =>
  payInWords(job, (value) => withCurrency(formatCompact(value, 0), job.salary_currency), "/");

/** US dollars of model usage: fractions of a cent stay visible. */
export const formatCost = (dollars: number): string =>
  `$${dollars < 0.01 ? dollars.toPrecision(2) : dollars.toFixed(2)}`;
