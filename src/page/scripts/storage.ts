/** Local storage that may be closed (private windows, strict settings): then nothing is remembered, and nothing breaks. */
export function readStorage(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function writeStorage(key: string, value: string) {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Closed or full: the choice holds for this page alone.
  }
}

export function removeFromStorage(key: string) {
  try {
    localStorage.removeItem(key)
  } catch {
    // As above.
  }
}
