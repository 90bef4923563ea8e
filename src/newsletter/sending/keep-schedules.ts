/** The newsletters' part of the cron: notices new schedules, and makes digests that are due. */
import { logFor } from '../../edge/log.ts'
import { openEdition } from '../../edition/edition.ts'
import { mailingListOf } from '../calls.ts'

/** If no newsletter has a schedule, the mailing list isn't woken. */
export async function keepSchedules(env: Env) {
  const { value: site } = await openEdition({ env, now: Date.now(), origin: '', log: logFor('cron') }).site()
  if (site.newsletter?.lists.some(({ schedule }) => schedule)) await mailingListOf(env).keepSchedules()
}
