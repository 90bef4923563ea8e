import { withSanitiser } from '../copy/html/with-sanitiser.ts'
import { type Parsed, parseJson, parseStored, parseStoredArticle } from '../copy/parse.ts'
import { Campaigns } from '../copy/shapes/campaign.ts'
import { AlsoWorthReading, Front, Listing, MostRead } from '../copy/shapes/listing.ts'
import { isOldAddresses } from '../copy/shapes/old-addresses.ts'
import { Site } from '../copy/shapes/site.ts'
import { isTombstone, Tombstone } from '../copy/shapes/tombstone.ts'
import { holdsCampaigns, SITE_KEY } from './keys.ts'

/** What is stored under a key, as what the key says it is. */
export async function parseUnder(key: string, text: string): Promise<Parsed<unknown>> {
  const json = parseJson(text)
  if (!json.ok) return json
  // Written by the press alone; where one leads is looked at when it is asked for.
  if (isOldAddresses(json.value)) return { ok: true, value: json.value }
  const parsed = await withSanitiser(() => parserOf(key)(json.value))
  return parsed.ok ? checkName(key, parsed.value) : parsed
}

/** A value that says it is another's is not shown in its place. */
function checkName(key: string, value: unknown): Parsed<unknown> {
  if (key === SITE_KEY || holdsCampaigns(key)) return { ok: true, value }
  const [field, name] = key.includes(':listing:') ? (['name', key.slice(key.indexOf(':listing:') + 9)] as const) : (['slug', /[^:/]*$/.exec(key)?.[0]] as const)
  // The parsers see to it that values known by a name have one.
  const says = (value as { name?: unknown; slug?: unknown })[field]
  return says === undefined || says === name
    ? { ok: true, value }
    : { ok: false, flaws: [{ pointer: `/${field}`, message: `This says "${says}", but it’s stored under "${name}".` }] }
}

function parserOf(key: string): (input: unknown) => Parsed<unknown> {
  if (key === SITE_KEY) return (input) => parseStored(Site, input)
  if (holdsCampaigns(key)) return (input) => parseStored(Campaigns, input)
  if (key.includes(':article:')) return (input) => (isTombstone(input) ? parseStored(Tombstone, input) : parseStoredArticle(input))
  if (key.includes(':also/')) return (input) => parseStored(AlsoWorthReading, input)
  if (key.endsWith(':listing:front')) return (input) => parseStored(Front, input)
  return (input) => parseStored(key.endsWith(':listing:most-read') ? MostRead : Listing, input)
}
