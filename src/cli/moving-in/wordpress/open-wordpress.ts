/** WordPress's export (WXR 1.0 to 1.2). */
import { EXIT, ExitError } from '../../exit-error.ts'
import type { OpenOldSystem } from '../old-system.ts'

export const openWordPress: OpenOldSystem = async (source) => {
  throw new ExitError(EXIT.refused, `${source.name} cannot be read yet.`)
}
