/**
 * What is in KV cannot be read, and nothing is remembered: the ledger still has what was printed last. Asked on
 * this rare path alone, so that a slip of the hand takes nothing away from readers; and so the press hears of it.
 */
import type { Flaw, Parsed } from '../copy/parse.ts'
import { within } from './within.ts'

export type LastGoodSource = {
  /** What is to be under this key, if anything is. `message` says what is wrong with what is there now. */
  lastGoodCopy(key: string, message: string): Promise<{ text: string; tag: string } | null>
}

/** A reader waits for it. */
const PATIENCE_MS = 4000

/** The one press of this publication. The edition asks it one thing; whoever needs more takes `pressOf`. */
export const pressStub = (env: Env): unknown => env.PRESS.get(env.PRESS.idFromName('press'))

/** Throws where the press does not answer. An edition without a press has no ledger to ask. */
export async function fetchLastGoodCopy(env: Env, key: string, flaws: Flaw[], parse: (key: string, text: string) => Promise<Parsed<unknown>>) {
  if (!('PRESS' in env)) return undefined
  const told = flaws.slice(0, 5).map(({ pointer, message }) => (pointer ? `${pointer}: ${message}` : message))
  const good = await within(PATIENCE_MS, (pressStub(env) as LastGoodSource).lastGoodCopy(key, told.join(' ')))
  const parsed = good && (await parse(key, good.text))
  return good && parsed?.ok ? { value: parsed.value, tag: good.tag } : undefined
}
