-- The functions of the first edition go where the second one's differ in their arguments; a database that never had them
-- has nothing to drop. From here to the last file of this day, questions are not answered.
drop type if exists joblab.selection, joblab.filter, joblab.question cascade;
drop function if exists joblab.dimensions, joblab.filters, joblab.measures, joblab.cell_dimensions, joblab.searched,
  joblab.letter_pairs, joblab.resolve_text, joblab.resolve_words, joblab.resolve_filter, joblab.check_filter,
  joblab.filter_names, joblab.chart_names, joblab.groups_sql, joblab.one_row_per_group_sql, joblab.period_sql,
  joblab.named_groups_sql, joblab.figures, joblab.check_stats, joblab.total_sql, joblab.select_pieces_sql cascade;
drop function if exists public.job_stats(text, text[], jsonb, text, text, boolean, integer);
-- Made anew by joblab.add_indexes, over all postings.
drop index if exists public.jobs_skills_keys, public.jobs_tools_keys, public.jobs_location_keys, public.jobs_role_words;
