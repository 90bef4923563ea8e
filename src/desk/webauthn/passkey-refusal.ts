/** Why a passkey wasn't accepted, in the words that the script shows. */
import type { PasskeyRefusal } from '../../press/access-calls.ts'

/** `bad-answer`: what the browser sent isn't the answer to a challenge of ours, or isn't signed as it says. */
export type PasskeyFailure = PasskeyRefusal | { ok: false; reason: 'bad-answer' }

export const passkeyFailureResponse = (failure: PasskeyFailure) =>
  Response.json({ message: failureText(failure) }, { status: failure.reason === 'disabled-person' ? 403 : 422, headers: { 'Cache-Control': 'no-store' } })

function failureText(failure: PasskeyFailure) {
  switch (failure.reason) {
    case 'unknown-passkey':
      return 'This passkey isn’t registered here, or was removed. Use another one, or a sign-in link.'
    case 'bad-answer':
    case 'spent-challenge':
      return 'That took too long, or the passkey’s answer isn’t valid. Try again.'
    case 'copied-passkey':
      return 'This passkey seems to have been copied, so it can’t be used. Sign in with a link, remove it, and add a new one.'
    case 'known-passkey':
      return 'This passkey is registered already.'
    case 'too-many-passkeys':
      return 'You can have up to 20 passkeys. Remove one first.'
    case 'disabled-person':
      return `${failure.name} can’t sign in: an admin disabled their access.`
    case 'unknown-person':
      return 'There’s no such person here.'
  }
}
