/** The Worker's face. */
import { site } from './site.tsx'

export { MailingList } from './newsletter/mailing-list.ts'
export { Press } from './press/press.ts'

export default { fetch: site.fetch } satisfies ExportedHandler<Env>
