/**
 * Who is offered the newsletters. Pure: place and policy in, decision out. Fails closed: who might be in the E.U. is
 * treated as if they were.
 */
import type { GatePolicy } from '../copy/shapes/site.ts'
import type { Place } from './place.ts'

export type Offer = { offer: true } | { offer: false; reason: 'eu' | 'listed' | 'unknown-place' }

export function decideOffer(place: Place, policy: GatePolicy = { withheldCountries: [] }): Offer {
  if (place.inEu || (place.country && EU.has(place.country))) return { offer: false, reason: 'eu' }
  if (!place.country || !COUNTRIES.has(place.country)) return { offer: false, reason: 'unknown-place' }
  if (policy.withheldCountries.includes(place.country)) return { offer: false, reason: 'listed' }
  return { offer: true }
}

const codes = (list: string) => new Set(list.split(' '))

/** Member states and the regions of theirs that have codes of their own (Treaty on European Union, art. 52; TFEU art. 355). */
const EU = codes('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK AX GF GP MF MQ RE YT')

/** Every country of ISO 3166-1, and Kosovo's XK, which the edge tells as well. Whatever else comes (`EU`, `AP`, `ZZ`) is no country to be in. */
const COUNTRIES = codes(
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL ' +
    'CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU ' +
    'GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC ' +
    'MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT ' +
    'PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA ' +
    'UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW',
)
