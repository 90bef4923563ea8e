/** A team's keys at Cloudflare Access, by which it signs who somebody is: fetched, and remembered over a failure. */
import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JWKSCacheInput, type JWTVerifyGetKey, jwksCache } from 'jose'
import { JOSENotSupported, JWKSMultipleMatchingKeys, JWKSNoMatchingKey } from 'jose/errors'
import { within } from '../edition/within.ts'

/** The keys could not be had, so that nobody can say whether an assertion is good. */
export class KeysUnreachable extends Error {}

/** The keys are a few kilobytes. */
const PATIENCE_MS = 5000
/** After a failure nobody else waits for so long. */
const PAUSE_MS = 30_000
/** Access announces a new key weeks before it signs with it, and takes the old one for a week after: what was good just now still is. */
const REMEMBERED_MS = 3_600_000

/** jose keeps a key set for ten minutes, and asks again for a key it does not know at most every half minute. */
export function teamKeys(issuer: string): JWTVerifyGetKey {
  const cache: JWKSCacheInput = {}
  const fetched = createRemoteJWKSet(new URL(`${issuer}/cdn-cgi/access/certs`), { [jwksCache]: cache, [customFetch]: fetchKeys })
  let failedAt = -Infinity
  return async (header, token) => {
    if (Date.now() - failedAt < PAUSE_MS) return rememberedKey(cache, header, token)
    try {
      return await fetched(header, token)
    } catch (error) {
      if (isAssertionsFault(error)) throw error
      failedAt = Date.now()
      return rememberedKey(cache, header, token, error)
    }
  }
}

/** A key that isn't among them may be a new one. */
async function rememberedKey(cache: JWKSCacheInput, header: Parameters<JWTVerifyGetKey>[0], token: Parameters<JWTVerifyGetKey>[1], cause?: unknown) {
  const { uat = -Infinity, jwks } = cache as { uat?: number; jwks?: Parameters<typeof createLocalJWKSet>[0] }
  if (!jwks || Date.now() - uat > REMEMBERED_MS) throw new KeysUnreachable(String(cause ?? 'They couldn’t be fetched a moment ago.'), { cause })
  try {
    return await createLocalJWKSet(jwks)(header, token)
  } catch (error) {
    throw new KeysUnreachable(String(error), { cause: error })
  }
}

/** Of all that can happen on the way to a key, only that there is none for it is the assertion's fault. */
const isAssertionsFault = (error: unknown) => [JWKSNoMatchingKey, JWKSMultipleMatchingKeys, JOSENotSupported].some((kind) => error instanceof kind)

/** A team always has keys: an answer without any is none, and takes the place of none. */
async function fetchKeys(url: string, options: RequestInit): Promise<Response> {
  const { status, text } = await within(PATIENCE_MS, fetchWhole(url, options))
  const { keys } = JSON.parse(text) as { keys?: unknown }
  if (!Array.isArray(keys) || keys.length === 0) throw new Error('The answer has no keys.')
  return new Response(text, { status })
}

async function fetchWhole(url: string, options: RequestInit) {
  const response = await fetch(url, options)
  return { status: response.status, text: await response.text() }
}
