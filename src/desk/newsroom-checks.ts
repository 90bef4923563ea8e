/** What the newsroom's checks answer the page of a story that is being written: what its own script can't know. */
import type { CheckContext } from '../copy/checks/check-context.ts'
import type { Finding } from '../copy/checks/finding.ts'

/** `flaws`: why it couldn't be filed as it is. `asks`: what readers will see change. */
export type NewsroomChecks = Required<Pick<CheckContext, 'now' | 'flaws' | 'paths' | 'rights'>> & { asks: Finding[] }
