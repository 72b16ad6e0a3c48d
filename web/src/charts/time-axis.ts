/** Time buckets in order, without holes: a bucket that has no postings has no row, and yet its time passed. */

const DAY = 24 * 60 * 60 * 1000;
const MAX_BUCKETS = 2000;

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

function nextBucket(dimension: string, bucket: string): string {
  const [year = 0, part = ""] = [Number(bucket.slice(0, 4)), bucket.slice(5)];
  switch (dimension) {
    case "posted_day":
      return addDays(bucket, 1);
    case "posted_week":
      return addDays(bucket, 7);
    case "posted_month":
      return part === "12" ? `${year + 1}-01` : `${year}-${String(Number(part) + 1).padStart(2, "0")}`;
    case "posted_quarter":
      return part === "Q4" ? `${year + 1}-Q1` : `${year}-Q${Number(part.slice(1)) + 1}`;
    default:
      return String(year + 1);
  }
}

/** Every bucket from the first to the last of those given, in their stored form ("2026-01", "2026-Q1", …). */
export function timeAxis(dimension: string, buckets: string[]): string[] {
  const sorted = [...new Set(buckets)].sort();
  const last = sorted.at(-1) ?? "";
  const axis = sorted.slice(0, 1);
  for (let bucket = axis[0] ?? last; bucket < last && axis.length < MAX_BUCKETS; axis.push(bucket)) {
    bucket = nextBucket(dimension, bucket);
  }
  return axis;
}
