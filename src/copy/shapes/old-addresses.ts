/** What the edition has of old addresses: where each leads, a path of this site or an address elsewhere; `null` where nothing is any more. */
export type OldAddresses = { v: 1; old: Record<string, string | null> }
export const isOldAddresses = (value: unknown): value is OldAddresses => typeof value === 'object' && value !== null && 'old' in value && !('body' in value)
