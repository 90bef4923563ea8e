/** The calls about house style, topics and authors. */

import { addStyleRule, changeHouseStyle, readHouseStyle } from './reference/house-style.ts'
import type { ReferenceCalls } from './reference-calls.ts'
import { change, read, type Task } from './task.ts'

type ReferenceTable = { [Name in keyof ReferenceCalls]: (...asked: Parameters<ReferenceCalls[Name]>) => Task<Awaited<ReturnType<ReferenceCalls[Name]>>> }

export const REFERENCE_CALLS: ReferenceTable = {
  houseStyle: () => read(readHouseStyle),
  setHouseStyle: (rules, actor, expect) => change({ actor, needs: 'editor' }, (ledger, now) => changeHouseStyle(ledger, rules, actor, now, expect)),
  addStyleRule: (rule, actor) => change({ actor, needs: 'editor' }, (ledger, now) => addStyleRule(ledger, rule, actor, now)),
}
