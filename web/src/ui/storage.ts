/** The browser's storage, which may be blocked or full; the page works without it and then forgets. */

export function readItem(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch (error) {
    if (error instanceof DOMException) return null; // blocked by the reader's settings
    throw error;
  }
}

/** @returns whether it was kept: storage may be blocked, or full */
export function writeItem(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

export function removeItem(key: string): void {
  if (readItem(key) !== null) localStorage.removeItem(key);
}
