import { startTransition, useCallback, useEffect, useState } from "react";
import { isAbort, type PageError, toPageError } from "@/api/errors";
import { useDelayed } from "./use-delayed";

export interface Resource<T> {
  /** What came last; it stays while the next is on its way, so that nothing flickers. */
  data: T | undefined;
  error: PageError | undefined;
  loading: boolean;
  /** The server has been silent for long enough to say why. */
  waking: boolean;
  retry: () => void;
}

interface State<T> {
  data?: T;
  error?: PageError;
  /** The key that `data` or `error` belongs to. */
  key?: string;
}

/** Fetches again whenever `key` changes; a null key fetches nothing. `load` must depend on the key alone. */
export function useResource<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const [state, setState] = useState<State<T>>({});
  const [attempt, setAttempt] = useState(0);
  const request = key === null ? undefined : `${key} ${attempt}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `load` is what `request` names
  useEffect(() => {
    if (request === undefined) return;
    const controller = new AbortController();
    load(controller.signal).then(
      (data) => startTransition(() => setState({ data, key: request })), // drawn in slices: much may hang on it
      (error) => {
        if (!isAbort(error)) setState((before) => ({ ...before, error: toPageError(error), key: request }));
      },
    );
    return () => controller.abort();
  }, [request]);

  const loading = request !== undefined && state.key !== request;
  return {
    data: state.data,
    error: loading ? undefined : state.error,
    loading,
    waking: useDelayed(loading),
    retry: useCallback(() => setAttempt((count) => count + 1), []),
  };
}
