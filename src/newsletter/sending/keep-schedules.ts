/** What the cron does for newsletters: digests are made on time, also those of a schedule that was set a minute ago. */
import { logFor } from '../../edge/log.ts'
import { openEdition } from '../../edition/edition.ts'
import { mailingListOf } from '../calls.ts'

/** Without a schedule the mailing list is left asleep. */
export async function keepSchedules(env: Env) {
  const { value: site } = await openEdition({ env, now: Date.now(), origin: '', log: logFor('cron') }).site()
  if (site.newsletter?.lists.some(({ schedule }) => schedule)) await mailingListOf(env).keepSchedules()
}
