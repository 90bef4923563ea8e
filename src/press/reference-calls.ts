/** What can be asked of the press beside articles: house style, topics and authors. */
import type { StyleRule } from '../copy/checks/house-style/rule.ts'
import type { Actor } from './roles.ts'

type ExpectedTag = readonly string[] | 'any' | 'none'
export type TagRefusal =
  /** `If-Match` named another state of `what` than the one there is, whose tag is `current`; null where there is none. */
  | { ok: false; reason: 'stale-value'; what: string; current: string | null }
  /** `If-None-Match: *` on what is there. */
  | { ok: false; reason: 'already-there'; what: string; current: string }

export interface ReferenceCalls {
  /** In the order in which editors put them. */
  houseStyle(): Promise<StyleRule[]>
  /** All rules at once. */
  setHouseStyle(rules: StyleRule[], actor: Actor, expect?: ExpectedTag): Promise<{ ok: true; rules: StyleRule[] } | TagRefusal>
  /** One more, or in the place of the one for the same words. */
  addStyleRule(rule: StyleRule, actor: Actor): Promise<{ ok: true; rules: number; replaced: boolean }>
}
