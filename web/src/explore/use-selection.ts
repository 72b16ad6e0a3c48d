import { useMemo } from "react";
import type { Filters } from "@/api/types";
import { setQueryString, useQueryString } from "@/ui/use-query-string";
import { parseSelection, queryOf, type Selection } from "./selection";

/** The selection in the address, and ways to change it; each change is a step that the back button returns from. */
export function useSelection() {
  const query = useQueryString();
  const selection = useMemo(() => parseSelection(query), [query]);
  const change = (changes: Partial<Selection>) => setQueryString(queryOf({ ...selection, ...changes }));
  return {
    selection,
    change,
    /** Other filters mean other postings: back to the first page. */
    setFilters: (filters: Filters) => change({ filters, page: 1, jobId: null }),
  };
}
