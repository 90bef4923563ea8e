/**
 * Where the desk is: the origin in the site's settings, or `DESK_ORIGIN` where the newsroom has a host of its own. Links that sign in, passkeys
 * and redirects take no host from a request, which anybody can write into it.
 */
import { ownOrigin } from '../edge/app-context.ts'
import { isDevelopment } from '../edge/place.ts'
import { readSetting } from '../edge/setting.ts'

/** In development, on this machine, and until the site has an address, the desk is where it was asked for. */
export function deskOrigin(requestUrl: string, env: object, siteUrl: string) {
  const asked = new URL(requestUrl)
  if (isDevelopment(env) || ownOrigin(requestUrl)) return asked.origin
  const set = [readSetting(env, 'DESK_ORIGIN'), siteUrl].map((text) => text && URL.parse(text)?.origin)
  return set.find((origin) => origin && origin !== 'null' && !ownOrigin(origin)) || asked.origin
}
