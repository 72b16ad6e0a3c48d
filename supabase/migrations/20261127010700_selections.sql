-- Selections: what filters ask for, worked out. What works it out is in 20261127020200_filters.sql.

-- What one filter asks for. `how`: any (of the texts), none (of them), stated, unstated. texts: stored spellings; keys where
-- one item of several is matched; words or a search as written; lowest and highest of a range, null where it is open (of
-- `salary`, which is salary_min and salary_max, and of `posted_date`, which is a period left out).
create type joblab.filter as (name text, how text, texts text[]);
create type joblab.selection as (posted_start date, posted_end date, filters joblab.filter[]);

-- The postings that pass both selections.
create or replace function joblab.both(one joblab.selection, other joblab.selection) returns joblab.selection
language sql immutable set search_path = ''
return (greatest(one.posted_start, other.posted_start), least(one.posted_end, other.posted_end),
  one.filters || other.filters)::joblab.selection;
