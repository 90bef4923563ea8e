/** What somebody calls their passkey, so that they know it among others. */
import * as v from 'valibot'
import { parseWith } from '../../copy/parse.ts'
import { Line } from '../../copy/shapes/field.ts'

const PasskeyName = v.pipe(Line, v.maxLength(60))

/** Undefined for what is no name: nothing, more than 60 characters. */
export function passkeyName(typed: string): string | undefined {
  const name = parseWith(PasskeyName, typed)
  return name.ok ? name.value : undefined
}
