/**
 * Numbers in English, whatever the browser's language is (the page is in English). Not by `Intl.NumberFormat`: the
 * first one of a page costs 30 to 60 ms of its main thread (measured in Chromium), more than React takes to start.
 */

/** The signs that English uses; other currencies go by their code. */
const CURRENCY_SIGNS: Record<string, string> = {
  AUD: "A$",
  BRL: "R$",
  CAD: "CA$",
  CNY: "CN¥",
  EUR: "€",
  GBP: "£",
  HKD: "HK$",
  ILS: "₪",
  INR: "₹",
  JPY: "¥",
  KRW: "₩",
  MXN: "MX$",
  NZD: "NZ$",
  PHP: "₱",
  TWD: "NT$",
  USD: "$",
  VND: "₫",
};

const UNITS: [size: number, name: string][] = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "K"],
];

const NO_BREAK_SPACE = "\u00a0";

/** At most `digits` decimals (0 to 2), none where they are zeros; halves go away from zero. */
export function formatNumber(value: number, digits = 0): string {
  const power = 10 ** digits;
  const rounded = Math.round(Math.abs(value) * power * (1 + Number.EPSILON)) / power;
  const text = String(rounded).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return value < 0 && rounded > 0 ? `-${text}` : text;
}

/** "950", "1.2K", "75.5K", "3M"; `digits` are those of a value below a thousand. */
export function formatCompact(value: number, digits = 1): string {
  // 999,950 is the least that rounds to 1M and not to 1,000K.
  const [size, name] = UNITS.find(([unit]) => Math.abs(value) >= unit * 0.99995) ?? [1, ""];
  return formatNumber(value / size, size === 1 ? digits : 1) + name;
}

/** An amount, already as text, with its currency; alone where the currency is none ("??"). */
export function withCurrency(amount: string, currency: string | null | undefined): string {
  if (!currency || !/^[A-Za-z]{3}$/.test(currency)) return amount;
  const code = currency.toUpperCase();
  const sign = CURRENCY_SIGNS[code] ?? code + NO_BREAK_SPACE;
  return amount.startsWith("-") ? `-${sign}${amount.slice(1)}` : sign + amount;
}
