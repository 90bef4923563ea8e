/** The systems one can move in from. Each is loaded when it is named. */
import type { OpenOldSystem } from './old-system.ts'

export const OLD_SYSTEMS = {
  ans: async () => (await import('./ans/open-ans.ts')).openAns,
  ghost: async () => (await import('./ghost/open-ghost.ts')).openGhost,
  newsml: async () => (await import('./newsml/open-newsml.ts')).openNewsml,
  ninjs: async () => (await import('./ninjs/open-ninjs.ts')).openNinjs,
  rss: async () => (await import('./rss/open-rss.ts')).openRss,
  wordpress: async () => (await import('./wordpress/open-wordpress.ts')).openWordPress,
} as const satisfies Record<string, () => Promise<OpenOldSystem>>

export type OldSystemName = keyof typeof OLD_SYSTEMS
