/** Passkeys in the browser: what the sign-in page, the account page and a story whose session ended have in common. */
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

/** `signInAgain`: who it is has to be shown once more before. */
export type Passed = { ok: true; name: string } | { ok: false; message: string; signInAgain?: true }

/** WebAuthn knows no IP addresses; and without https it is there on localhost alone. */
export const canUsePasskeys = () => browserSupportsWebAuthn() && isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname)

export async function signInWithPasskey(): Promise<Passed> {
  return asWords(async () => {
    const optionsJSON = await post('/desk/sign-in/passkey/options')
    return post('/desk/sign-in/passkey', await startAuthentication({ optionsJSON }))
  })
}

export async function registerPasskey(name: string): Promise<Passed> {
  return asWords(async () => {
    const optionsJSON = await post('/desk/account/passkeys/options')
    return post(`/desk/account/passkeys/new?name=${encodeURIComponent(name)}`, await startRegistration({ optionsJSON }))
  })
}

// What the server sends is what the library takes: both speak WebAuthn's own JSON.
// biome-ignore lint/suspicious/noExplicitAny: see above
async function post(path: string, body: unknown = {}): Promise<any> {
  const response = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
  const answer = (await response.json().catch(() => ({}))) as { message?: string; signInAgain?: true }
  if (!response.ok) throw new Refused(answer.message ?? `The site answered ${response.status}. Try again.`, answer.signInAgain)
  return answer
}

class Refused extends Error {
  readonly signInAgain: true | undefined
  constructor(message: string, signInAgain: true | undefined) {
    super(message)
    this.signInAgain = signInAgain
  }
}

async function asWords(attempt: () => Promise<{ name: string }>): Promise<Passed> {
  try {
    return { ok: true, name: (await attempt()).name }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, message: error.message, ...(error.signInAgain && { signInAgain: error.signInAgain }) }
    const { name } = error as Error
    if (name === 'NotAllowedError' || name === 'AbortError') return { ok: false, message: 'You stopped it, or your device had no passkey to offer. Try again.' }
    if (name === 'InvalidStateError') return { ok: false, message: 'This device has a passkey for you already.' }
    if (name === 'TypeError') return { ok: false, message: 'We can’t reach the site. Check your connection and try again.' }
    return { ok: false, message: 'Your device couldn’t do it. Try again, or use a sign-in link.' }
  }
}
