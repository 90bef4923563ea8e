/** Every command, in the order of the help. */
import type { Command } from './command.ts'
import { adopt } from './commands/adopt.ts'
import { audit } from './commands/audit.ts'
import { campaigns } from './commands/campaigns.ts'
import { correct } from './commands/correct.ts'
import { diff } from './commands/diff.ts'
import { exportEdition } from './commands/export.ts'
import { front } from './commands/front.ts'
import { get } from './commands/get.ts'
import { importEdition } from './commands/import.ts'
import { list } from './commands/list.ts'
import { picture } from './commands/picture.ts'
import { preview } from './commands/preview.ts'
import { publish } from './commands/publish.ts'
import { put } from './commands/put.ts'
import { reprint } from './commands/reprint.ts'
import { restore } from './commands/restore.ts'
import { revisions } from './commands/revisions.ts'
import { schedule } from './commands/schedule.ts'
import { site } from './commands/site.ts'
import { token } from './commands/token.ts'
import { unschedule } from './commands/unschedule.ts'
import { withdraw } from './commands/withdraw.ts'

export const COMMANDS: readonly Command[] = [
  put,
  get,
  publish,
  schedule,
  unschedule,
  withdraw,
  correct,
  picture,
  list,
  diff,
  revisions,
  restore,
  preview,
  front,
  site,
  campaigns,
  exportEdition,
  importEdition,
  reprint,
  adopt,
  token,
  audit,
]
