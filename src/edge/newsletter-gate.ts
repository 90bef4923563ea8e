/**
 * Who is offered the newsletters. Pure, and the one answer for pages, the form, the API and imports: place and policies in,
 * decision out. Fails closed: who might be in the E.U. is treated as if they were.
 */
import type { GatePolicy } from '../copy/shapes/site.ts'
import type { Place } from './place.ts'

export type Offer = { offer: true } | { offer: false; reason: 'eu' | 'listed' | 'unknown-place' }

/** `policies`: the publication's, and that of a list that has one of its own. Each can only withhold more. */
export function decideOffer(place: Place, ...policies: readonly (GatePolicy | undefined)[]): Offer {
  const { country } = place
  if (place.inEu || (country && EU.has(country))) return { offer: false, reason: 'eu' }
  if (!country || !COUNTRIES.has(country)) return { offer: false, reason: 'unknown-place' }
  if (policies.some((policy) => policy && isListed(country, policy))) return { offer: false, reason: 'listed' }
  return { offer: true }
}

const isListed = (country: string, { withheldCountries, withheld = [] }: GatePolicy) =>
  withheldCountries.includes(country) || withheld.some((region) => REGIONS[region].has(country))

const codes = (list: string) => new Set(list.split(' '))

/**
 * Member states, and those regions of theirs with codes of their own where the Treaties apply: the outermost regions GF GP MF MQ RE
 * YT (TFEU art. 355(1)) and the Åland Islands AX (art. 355(4)).
 *
 * Not in it are the overseas countries and territories of Annex II, to which the Treaties do not apply but for a special association
 * (art. 355(2)): AW BL BQ CW GL NC PF PM SX TF WF. Their inhabitants may be citizens of the Union; they do not reside in it. Nor are
 * the Faroes FO, which art. 355(5)(a) leaves out. Who wants them withheld too names them in `withheldCountries`.
 */
const EU = codes('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK AX GF GP MF MQ RE YT')

/** What a publication can withhold by name beside the E.U. */
const REGIONS: Record<NonNullable<GatePolicy['withheld']>[number], ReadonlySet<string>> = {
  /** The EFTA states of the European Economic Area. SJ is Jan Mayen, which is in it, and Svalbard, which is not (Protocol 40): one code, so both. */
  eea: codes('IS LI NO SJ'),
  /** The United Kingdom alone: Guernsey, Jersey, Man and Gibraltar are no part of it. */
  uk: codes('GB'),
  ch: codes('CH'),
}

/** Every country of ISO 3166-1, and Kosovo's XK, which the edge tells as well. Whatever else comes (`EU`, `AP`, `ZZ`) is no country to be in. */
const COUNTRIES = codes(
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL ' +
    'CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU ' +
    'GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC ' +
    'MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT ' +
    'PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA ' +
    'UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW',
)
