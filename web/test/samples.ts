/** Results as the API sends them, for tests to vary. */

import type { AskResponse, JobCard, JobPage, Stats } from "@/api/types";

export const stats = (changes: Partial<Stats>): Stats => ({
  measure: "count",
  group_by: [],
  compare: null,
  order_by: "value",
  ascending: false,
  rows: [],
  total: { value: 1234, postings: 1234 },
  groups: 0,
  cut: { groups: 0, postings: 0, by: {} },
  missing: 0,
  filters: {},
  period: { start: null, end: null },
  previous_period: null,
  unknown_values: [],
  oldest_day: "2025-01-01",
  newest_day: "2026-11-22",
  ...changes,
});

export const job = (changes: Partial<JobCard> = {}): JobCard => ({
  job_id: "demo-20260115-017",
  actual_role: "Data Engineer",
  company_name: "Acme",
  country: "Germany",
  location: "Berlin, Germany",
  url: "https://example.com/1",
  posted_date: "2026-01-15",
  job_level_std: "Senior",
  job_function_std: "Data Engineering",
  job_type_filled: "fulltime",
  platform: "linkedin",
  is_remote: true,
  is_research: false,
  skills: ["Python", "SQL"],
  tools: ["dbt"],
  salary_min: null,
  salary_max: null,
  salary_currency: null,
  salary_period: null,
  ...changes,
});

export const jobPage = (changes: Partial<JobPage>): JobPage => ({
  total: 1,
  rows: [job()],
  filters: {},
  unknown_values: [],
  oldest_day: "2025-01-01",
  newest_day: "2026-11-22",
  ...changes,
});

export const askResponse = (changes: Partial<AskResponse> = {}): AskResponse => ({
  answer: "There are **1,234** jobs.",
  model: "stand-in",
  usage: {
    input_tokens: 10,
    output_tokens: 5,
    total_tokens: 15,
    cache_read_tokens: 0,
    cache_write_tokens: 0,
    cost_usd: 0.00001,
  },
  tool_calls: [{ id: "call-0", name: "job_stats", input: { country: "Germany" }, result: { ...stats({}) } }],
  job_results: null,
  result_type: "answer",
  from_plan: false,
  gate_outcome: "ANSWER",
  conversation_id: "c1",
  turn_id: "t1",
  trace_id: "r1",
  rounds: 2,
  grounding: null,
  ...changes,
});
