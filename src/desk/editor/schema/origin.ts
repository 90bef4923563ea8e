/** Which block of what the editor was given a node came from: its number in `Origins`, or null for a new one. */
export const ORIGIN = { origin: { default: null as number | null, validate: 'number|null' } }
