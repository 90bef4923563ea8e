/** Links that sign somebody in. The secret is in the link alone; the press gets its hash. */
import { sha256 } from '../edge/sha256.ts'
import { randomSecret } from './random-secret.ts'

export type FreshLink = { hash: string; url: string }

/** `url` is the site's own address as it was asked: WebAuthn needs a name there, and refuses 127.0.0.1. */
export async function freshLink(requestUrl: string): Promise<FreshLink> {
  const secret = randomSecret()
  return { hash: await sha256(secret), url: `${publicOrigin(requestUrl)}/desk/sign-in/${secret}` }
}

function publicOrigin(requestUrl: string) {
  const url = new URL(requestUrl)
  if (/^(?:127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)) url.hostname = 'localhost'
  return url.origin
}
