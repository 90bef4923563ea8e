/** Milliseconds since 1970 → the notation of copy: ISO 8601, in UTC to the second. Throws a RangeError for what is no moment. */
export const instantOf = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
