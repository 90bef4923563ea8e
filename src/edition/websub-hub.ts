/** WebSub (w3.org/TR/websub): the hub that tells subscribers of feeds what is new, from the variable `WEBSUB_HUB`. */
import { outsideAddressFlaw } from '../copy/text/outside-address.ts'

/** Undefined where none is set, or one that may not be called. */
export function websubHub(env: object): string | undefined {
  const { WEBSUB_HUB: hub, DATELINE_ENV } = env as { WEBSUB_HUB?: unknown; DATELINE_ENV?: unknown }
  if (typeof hub !== 'string' || hub === '') return undefined
  return outsideAddressFlaw(hub, { mayBeLocal: DATELINE_ENV === 'development' }) ? undefined : new URL(hub).href
}
