/**
 * Tells an item that is whole from one that bytes are missing of. A hole from within one post to within another makes one item of two that
 * is good XML: WordPress says some things twice, and these no longer agree.
 */
import { hostKey } from '../addresses.ts'
import { instantFrom } from '../instants.ts'
import { dateOf } from './dates.ts'

type Fields = ReadonlyMap<string, string>

/** What every item has once, in the order in which WordPress writes it. */
const ORDER = [
  'title',
  'link',
  'pubDate',
  'dc:creator',
  'guid',
  'content:encoded',
  'excerpt:encoded',
  'wp:post_id',
  'wp:post_date',
  'wp:post_date_gmt',
  'wp:post_name',
  'wp:status',
  'wp:post_parent',
  'wp:post_type',
  'wp:post_password',
]
export const ONCE: ReadonlySet<string> = new Set(ORDER)

/** An agreement must be the rule in a file before one that breaks it proves anything: some sites have moved, or count years otherwise. */
class Rule {
  #kept = 0
  #broken = 0

  isBroken(holds: boolean | undefined): boolean {
    const isRule = this.#kept > 0 && this.#broken <= Math.max(2, this.#kept / 10)
    if (holds) this.#kept++
    else if (holds === false) this.#broken++
    return holds === false && isRule
  }

  copy(): Rule {
    const copy = new Rule()
    copy.#kept = this.#kept
    copy.#broken = this.#broken
    return copy
  }
}

/** Not so of older versions of WordPress, each of which left out others. */
const USUAL = ORDER.filter((name) => !['pubDate', 'dc:creator', 'wp:post_date_gmt'].includes(name))

export class ItemFlaws {
  #dates = new Rule()
  #guids = new Rule()
  #order = new Rule()
  #usual = new Map(USUAL.map((name) => [name, new Rule()]))
  /** Of the channel, as far as it is known. */
  site = ''
  /** Written by WordPress itself, which leaves out no field that it has. */
  isWordPress = false

  /** With what was learned so far, for another reading. */
  copy(): ItemFlaws {
    const copy = new ItemFlaws()
    copy.#dates = this.#dates.copy()
    copy.#guids = this.#guids.copy()
    copy.#order = this.#order.copy()
    copy.#usual = new Map([...this.#usual].map(([name, rule]) => [name, rule.copy()]))
    return copy
  }

  /** What is wrong with an item, in a sentence. */
  find(fields: Fields): string | undefined {
    if (!fields.get('wp:post_id')?.trim()) return 'It isn’t whole: it has no wp:post_id.'
    const joined = this.#joined(fields)
    // Every rule learns from every item.
    const [missing] = [...this.#usual].filter(([name, rule]) => rule.isBroken(fields.has(name)))
    const misplaced = misplacedIn(fields)
    const isMisplaced = this.#order.isBroken(misplaced === undefined)
    if (joined || !this.isWordPress) return joined
    if (missing) return `It isn’t whole: it has no ${missing[0]}, which all others have.`
    return isMisplaced ? `Its XML is broken: ${misplaced} doesn’t stand where all others have it.` : undefined
  }

  #joined(fields: Fields): string | undefined {
    const [date, guid] = [this.#doDatesAgree(fields), this.#doNumbersAgree(fields)]
    // Each rule learns from every item, whatever the other says.
    const [isDateBroken, isGuidBroken] = [this.#dates.isBroken(date), this.#guids.isBroken(guid)]
    const isJoined = isDateBroken || (date === false && guid === false) || (date === undefined && isGuidBroken)
    if (!isJoined) return undefined
    return `Bytes are missing: it begins as one item (${fields.get('guid')?.trim() || fields.get('link')?.trim() || 'without an address'}) and ends as another (the id ${fields.get('wp:post_id')?.trim()}, “${fields.get('wp:post_name')?.trim()}”). Neither is filed.`
  }

  /** `pubDate` is `wp:post_date_gmt` in other words. */
  #doDatesAgree(fields: Fields): boolean | undefined {
    const [published, gmt] = [instantFrom(fields.get('pubDate')), dateOf(fields.get('wp:post_date_gmt'))]
    return published === undefined || gmt === undefined ? undefined : published === gmt
  }

  /** A guid keeps the number that a post had where it was made: that of this site, or of an older one. */
  #doNumbersAgree(fields: Fields): boolean | undefined {
    const guid = fields.get('guid')?.trim().replaceAll('&#038;', '&') ?? ''
    if (!URL.canParse(guid) || !URL.canParse(this.site) || hostKey(new URL(guid)) !== hostKey(new URL(this.site))) return undefined
    const query = new URL(guid).searchParams
    const number = query.get('p') ?? query.get('page_id')
    return number === null ? undefined : number === fields.get('wp:post_id')?.trim()
  }
}

function misplacedIn(fields: Fields): string | undefined {
  const places = [...fields.keys()].map((name) => ORDER.indexOf(name)).filter((place) => place !== -1)
  const place = places.find((at, index) => at < (places[index - 1] ?? 0))
  return place === undefined ? undefined : ORDER[place]
}
