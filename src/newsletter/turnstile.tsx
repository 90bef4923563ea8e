/**
 * Cloudflare Turnstile, if the operator uses it: the widget on the page of all newsletters, and the check of the token that it adds to the
 * form. It fails closed: if the check can't be made, nobody is signed up, and the form says so.
 */
import { logFor } from '../edge/log.ts'
import { readSetting } from '../edge/setting.ts'
import { ask, type Fetcher, type HttpAnswer } from './delivery/http-answer.ts'
import type { Words } from './words/en.ts'

export const TURNSTILE_ORIGIN = 'https://challenges.cloudflare.com'
/** The field that the widget adds to its form. */
const TOKEN_FIELD = 'cf-turnstile-response'
/** As Cloudflare documents it. */
const MAX_TOKEN = 2048
/** A reader waits meanwhile. */
const TIMEOUT_MS = 8_000

/** The note says what to do if no widget appears: without JavaScript, or with a blocker. */
export const TurnstileWidget = ({ siteKey, lang, words }: { siteKey: string; lang: string; words: Words }) => (
  <div class="sign-up-check">
    <div class="cf-turnstile" data-sitekey={siteKey} data-language={lang.split('-')[0]} data-size="flexible" />
    <p class="consent">{words.checkNote}</p>
    <script src={`${TURNSTILE_ORIGIN}/turnstile/v0/api.js`} async defer />
  </div>
)

/** `missing`: the form came without a token. `failed`: Cloudflare does not know it, or knew it before. `away`: nobody could say. */
export type TurnstileResult = 'passed' | 'missing' | 'failed' | 'away'

/** Which network the reader is on is not told. */
export async function verifyTurnstile(env: Env, form: FormData, requestId: string, fetcher: Fetcher = fetch): Promise<TurnstileResult> {
  const token = form.get(TOKEN_FIELD)
  if (typeof token !== 'string' || token === '') return 'missing'
  if (token.length > MAX_TOKEN) return 'failed'
  // A secret that was piped in ends with a line end.
  const body = new URLSearchParams({ secret: readSetting(env, 'TURNSTILE_SECRET')?.trim() ?? '', response: token })
  const answer = await ask(fetcher, new Request(`${TURNSTILE_ORIGIN}/turnstile/v0/siteverify`, { method: 'POST', body }), TIMEOUT_MS)
  const { success, codes } = verdictIn(answer)
  if (success) return 'passed'
  if (codes.length > 0 && codes.every((code) => OF_THE_TOKEN.has(code))) return 'failed'
  logFor(requestId)({ event: 'turnstile-away', codes: codes.slice(0, 5).join(' '), answer: answer.kind })
  return 'away'
}

/** Every other code is about our request, our secret or Cloudflare itself, and no reader's fault. */
const OF_THE_TOKEN = new Set(['missing-input-response', 'invalid-input-response', 'timeout-or-duplicate'])

function verdictIn(answer: HttpAnswer): { success: boolean; codes: string[] } {
  if (answer.kind !== 'whole' || typeof answer.body !== 'object' || answer.body === null) return { success: false, codes: [] }
  const { success, 'error-codes': codes } = answer.body as Record<string, unknown>
  const known = Array.isArray(codes) ? codes.filter((code): code is string => typeof code === 'string' && /^[a-z-]{1,40}$/.test(code)) : []
  return { success: success === true, codes: known }
}
