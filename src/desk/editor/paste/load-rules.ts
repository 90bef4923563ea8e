/** The rules for what is pasted, loaded when they are likely to be needed. */
import type { readClipboard } from './clipboard-rules.ts'

/** Where build-assets.ts put them. */
declare const CLIPBOARD_RULES: string

type Rules = { readClipboard: typeof readClipboard }

let rules: Promise<Rules> | undefined

/** What could not be loaded is asked for again the next time. */
export function loadRules(): Promise<Rules> {
  rules ??= import(CLIPBOARD_RULES).catch((error: unknown) => {
    rules = undefined
    throw error
  })
  return rules
}
