/** The rules for what is pasted, loaded when they are likely to be needed. */
import type { readClipboard } from './clipboard-rules.ts'

/** Where build-assets.ts put them. */
declare const CLIPBOARD_RULES: string

type Rules = { readClipboard: typeof readClipboard }

let rules: Promise<Rules> | undefined
let failures = 0

/** What could not be loaded is asked for again the next time; by another address, because browsers remember a module that failed. */
export function loadRules(): Promise<Rules> {
  rules ??= import(failures === 0 ? CLIPBOARD_RULES : `${CLIPBOARD_RULES}?again=${failures}`).catch((error: unknown) => {
    rules = undefined
    failures++
    throw error
  })
  return rules
}
