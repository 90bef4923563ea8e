/** Where a reader's own links stand in a letter. Addresses of no host, so that a letter that was never filled in leads nowhere. */
export const PLACEHOLDER = { unsubscribe: 'https://unsubscribe.invalid/', preferences: 'https://preferences.invalid/' } as const

/** Both addresses in place of the placeholders, wherever they stand. They hold nothing that HTML would have escaped. */
export const fillIn = (text: string, { unsubscribe, preferences }: { unsubscribe: string; preferences: string }) =>
  text.replaceAll(PLACEHOLDER.unsubscribe, () => unsubscribe).replaceAll(PLACEHOLDER.preferences, () => preferences)
