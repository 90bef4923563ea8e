/**
 * What stands in KV cannot be read, and nothing is remembered: the ledger still has what was printed last. Asked on this
 * rare path alone, so that a slip of the hand takes nothing away from readers; and so the press hears of it.
 */
export type LastGood = {
  /** What is to stand under this key, if anything is. `message` says what is wrong with what stands there now. */
  lastGood(key: string, message: string): Promise<{ text: string; tag: string } | null>
}

/** The one press of this publication. Whoever needs more of it than this takes `pressOf`. */
export const pressStub = (env: Env): unknown => env.PRESS.get(env.PRESS.idFromName('press'))

/** An edition without a press has no ledger to ask. */
export const lastGoodIn = async (env: Env, key: string, message: string) => ('PRESS' in env ? (pressStub(env) as LastGood).lastGood(key, message) : null)
