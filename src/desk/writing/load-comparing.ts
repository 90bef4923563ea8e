/** The rules by which texts are compared and merged, loaded when they are needed. */
import type { changesBetween, conflictBox, together } from './comparing.ts'

/** Where build-assets.ts put them. */
declare const COMPARING_RULES: string

type Rules = { changesBetween: typeof changesBetween; together: typeof together; conflictBox: typeof conflictBox }

let rules: Promise<Rules> | undefined

/** What could not be loaded is asked for again the next time. */
export function loadComparing(): Promise<Rules | undefined> {
  rules ??= import(COMPARING_RULES)
  return rules.catch(() => {
    rules = undefined
    return undefined
  })
}
