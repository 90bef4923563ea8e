/**
 * Who is offered the newsletters. Pure: place and policy in, decision out. Fails closed: who might be in the E.U. is
 * treated as if they were.
 */
import type { GatePolicy } from '../copy/site.ts'
import type { Place } from '../edge/place.ts'

export type Gate = { offer: true } | { offer: false; reason: 'eu' | 'listed' | 'unknown-place' }

export function gate(place: Place, policy: GatePolicy = { withheldCountries: [] }): Gate {
  if (place.inEu || (place.country && EU.has(place.country))) return { offer: false, reason: 'eu' }
  if (!place.country) return { offer: false, reason: 'unknown-place' }
  if (policy.withheldCountries.includes(place.country)) return { offer: false, reason: 'listed' }
  return { offer: true }
}

/** Member states and the regions of theirs that have codes of their own (Treaty on European Union, art. 52; TFEU art. 355). */
const EU = new Set([
  'AT',
  'BE',
  'BG',
  'CY',
  'CZ',
  'DE',
  'DK',
  'EE',
  'ES',
  'FI',
  'FR',
  'GR',
  'HR',
  'HU',
  'IE',
  'IT',
  'LT',
  'LU',
  'LV',
  'MT',
  'NL',
  'PL',
  'PT',
  'RO',
  'SE',
  'SI',
  'SK',
  'AX',
  'GF',
  'GP',
  'MF',
  'MQ',
  'RE',
  'YT',
])
