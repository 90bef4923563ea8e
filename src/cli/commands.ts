/** Every command, in the order of the help. */
import type { AddCommand, Run } from './command-context.ts'
import { adopt } from './commands/adopt.ts'
import { audit } from './commands/audit.ts'
import { backup } from './commands/backup.ts'
import { banner } from './commands/banner.ts'
import { campaigns } from './commands/campaigns.ts'
import { completion } from './commands/completion.ts'
import { correct } from './commands/correct.ts'
import { deleteDraft } from './commands/delete.ts'
import { diff } from './commands/diff.ts'
import { doctor } from './commands/doctor.ts'
import { edit } from './commands/edit.ts'
import { erase } from './commands/erase.ts'
import { exportEdition } from './commands/export.ts'
import { front } from './commands/front.ts'
import { get } from './commands/get.ts'
import { importEdition } from './commands/import.ts'
import { invite } from './commands/invite.ts'
import { letters } from './commands/letters.ts'
import { list } from './commands/list.ts'
import { live } from './commands/live.ts'
import { login } from './commands/login.ts'
import { logout } from './commands/logout.ts'
import { openArticle } from './commands/open.ts'
import { picture } from './commands/picture.ts'
import { preview } from './commands/preview.ts'
import { publish } from './commands/publish.ts'
import { put } from './commands/put.ts'
import { redirects } from './commands/redirects.ts'
import { rename } from './commands/rename.ts'
import { reprint } from './commands/reprint.ts'
import { restore } from './commands/restore.ts'
import { revisions } from './commands/revisions.ts'
import { schedule } from './commands/schedule.ts'
import { sections } from './commands/sections.ts'
import { site } from './commands/site.ts'
import { sites } from './commands/sites.ts'
import { style } from './commands/style.ts'
import { subscribers } from './commands/subscribers.ts'
import { token } from './commands/token.ts'
import { unschedule } from './commands/unschedule.ts'
import { webhooks } from './commands/webhooks.ts'
import { whoami } from './commands/whoami.ts'
import { withdraw } from './commands/withdraw.ts'
import type { Program } from './program.ts'

const GROUPS: readonly (readonly [string, readonly AddCommand[]])[] = [
  ['Write', [get, edit, put, diff, preview, restore, rename, deleteDraft]],
  ['Publish', [publish, schedule, unschedule, withdraw, correct, live, front, banner]],
  ['Newsletters', [letters, subscribers]],
  ['Look', [list, revisions, openArticle, audit]],
  ['Run the publication', [picture, site, sections, style, redirects, campaigns, token, invite, webhooks]],
  ['Back up and repair', [doctor, backup, exportEdition, importEdition, adopt, reprint, erase]],
  ['Set up', [login, logout, sites, whoami, completion]],
]

export function addCommands(program: Program, run: Run): void {
  for (const [heading, commands] of GROUPS) {
    program.commandsGroup(`${heading}:`)
    for (const add of commands) add(program, run)
  }
  program.helpCommand('help [command]', 'Print the help of a command')
  addHelpHint(program, program.name())
}

type Helped = { commands: readonly Helped[]; name(): string; showHelpAfterError(text: string): unknown }

/** After wrong usage, where its help is. */
function addHelpHint(command: Helped, words: string) {
  command.showHelpAfterError(`See ${words} --help.`)
  for (const below of command.commands) addHelpHint(below, `${words} ${below.name()}`)
}
