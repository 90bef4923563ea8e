/** The same value with each text in it, at any depth, changed. */
export function inTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T & string
  if (Array.isArray(value)) return value.map((inner) => inTexts(inner, change)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inTexts(inner, change)])) as T // Only texts were changed.
}
