/** For whom a story is shown in its review. */
export type ShownAs = { revision: number | undefined; reader: 'eu' | 'elsewhere'; theme: 'light' | 'dark' }

export const shownIn = (query: Record<string, string>): ShownAs => ({
  revision: Number(/^[1-9]\d{0,8}$/.exec(query.revision ?? '') ?? 0) || undefined,
  reader: query.reader === 'eu' ? 'eu' : 'elsewhere',
  theme: query.theme === 'dark' ? 'dark' : 'light',
})
