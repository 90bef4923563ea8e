/** What the press knows beside articles, in memory: house style. */
import { withRule } from '../../src/copy/checks/house-style/parse-rules.ts'
import type { StyleRule } from '../../src/copy/checks/house-style/rule.ts'
import { tagOf } from '../../src/edition/fingerprint.ts'
import type { Actor, ExpectedTag } from '../../src/press/calls.ts'
import { tagPreconditionRefusal } from '../../src/press/ledger/preconditions.ts'

export class FakeReference {
  rules: StyleRule[] = []

  async houseStyle() {
    return this.rules
  }

  async setHouseStyle(rules: StyleRule[], _: Actor, expect?: ExpectedTag) {
    const refusal = tagPreconditionRefusal(expect, 'house style', tagOf(this.rules))
    if (refusal) return refusal
    this.rules = rules
    return { ok: true as const, rules }
  }

  async addStyleRule(rule: StyleRule) {
    const before = this.rules.length
    this.rules = withRule(this.rules, rule)
    return { ok: true as const, rules: this.rules.length, replaced: this.rules.length === before }
  }
}
