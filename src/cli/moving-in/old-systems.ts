/** The systems one can move in from. Each is loaded when it is named. */
import type { OpenOldSystem } from './old-system.ts'

export const OLD_SYSTEMS = {
  wordpress: async () => (await import('./wordpress/open-wordpress.ts')).openWordPress,
} as const satisfies Record<string, () => Promise<OpenOldSystem>>

export type OldSystemName = keyof typeof OLD_SYSTEMS
