/** The Worker's face. */
import { site } from './site.tsx'

export default { fetch: site.fetch } satisfies ExportedHandler<Env>
