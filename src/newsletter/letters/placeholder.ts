/** Placeholders for a reader's own links. Their hosts don't exist, so a letter that was never filled in leads nowhere. */
export const PLACEHOLDER = { unsubscribe: 'https://unsubscribe.invalid/', preferences: 'https://preferences.invalid/' } as const

/** Replaces all placeholders with both addresses, which contain nothing that needs escaping in HTML. */
export const fillIn = (text: string, { unsubscribe, preferences }: { unsubscribe: string; preferences: string }) =>
  text.replaceAll(PLACEHOLDER.unsubscribe, () => unsubscribe).replaceAll(PLACEHOLDER.preferences, () => preferences)
