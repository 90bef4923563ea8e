/** A provider's message, made safe to store and show: one short line without addresses and secrets. */

const MAX_LENGTH = 200
/** Of what is sent no more is looked at: an address or a secret is several times shorter. */
const MAX_READ = 4000
const MIN_SECRET_LENGTH = 4

/** `secrets` are removed wherever they occur: plain, in Base64 or URL-encoded. */
export function plainReason(said: unknown, secrets: readonly string[] = []): string {
  let text = said instanceof Error ? said.message : typeof said === 'string' ? said : 'no reason given'
  for (const secret of secrets) for (const form of formsOf(secret)) text = text.replaceAll(form, '(secret)')
  const spaced = text.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
  // Never half an address: a cut one might not look like any.
  const line = (spaced.length > MAX_READ ? spaced.slice(0, spaced.lastIndexOf(' ', MAX_READ) + 1) || 'an unreadable answer' : spaced)
    .replace(/<?[^\s<>"'(),;:]+@[^\s<>"'(),;:]+>?/g, '(address)')
    .trim()
  return (line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1).toWellFormed()}…` : line) || 'no reason given'
}

function formsOf(secret: string): string[] {
  if (secret.length < MIN_SECRET_LENGTH) return []
  const bytes = new TextEncoder().encode(secret)
  return [secret, encodeURIComponent(secret), btoa(String.fromCharCode(...bytes)), btoa(`\0${secret}`)].filter((form) => form.length >= MIN_SECRET_LENGTH)
}
