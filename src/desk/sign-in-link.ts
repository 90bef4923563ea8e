/** Links that sign somebody in. The secret is in the link alone; the press gets its hash. */
import { sha256 } from '../edge/sha256.ts'
import { randomSecret } from './random-secret.ts'

export type FreshLink = { hash: string; url: string }

/** `origin` is the desk's (`deskOrigin`): WebAuthn needs a name there, and refuses 127.0.0.1. */
export async function freshLink(origin: string): Promise<FreshLink> {
  const secret = randomSecret()
  return { hash: await sha256(secret), url: `${origin.replace(/\/\/(?:127\.\d+\.\d+\.\d+|\[::1\])(?=:|$)/, '//localhost')}/desk/sign-in/${secret}` }
}
