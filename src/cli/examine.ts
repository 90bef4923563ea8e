/** What newsdesk doctor looks at: the site from outside, its deep check, its setup and the records of its mail. */
import type { CommandContext } from './command-context.ts'
import { EXIT, ExitError } from './exit-error.ts'
import type { Finding } from './finding.ts'
import { mailFindings } from './mail-records.ts'
import { isLocal } from './settings.ts'
import { fetchHolder } from './token-holder.ts'

type Setup = {
  bindings: Record<string, boolean>
  settings: Record<string, boolean>
  values: Record<string, string>
  site?: { url: string; from?: string }
}
type Health = { checks: { name: string; ok: boolean; words: string; todo?: string }[]; setup?: Setup }
export type Options = { dkim?: string | undefined; freePlan?: boolean | undefined }

const NEEDED = [
  'EDITION',
  'PRESS',
  'MAILING_LIST',
  'READERSHIP',
  'SEARCH',
  'PICTURES',
  'IMAGES',
  'ASSETS',
  'SIGN_UPS',
  'SIGN_INS',
  'READS',
  'READS_OF_STORY',
  'SEARCHES',
]
const MAX_SKEW_MS = 60_000
/** Requests that Cloudflare’s free plan allows in one go (developers.cloudflare.com/workers/platform/limits). */
const FREE_CALLS = 50

export async function* examine(context: CommandContext, options: Options): AsyncGenerator<Finding> {
  const { api, environment } = context
  const front = await environment.fetch(`${api.url}/health`).catch((error: Error) => {
    throw new ExitError(EXIT.unreachable, `${api.url} cannot be reached (${error.message}). See whether the domain leads to the Worker.`)
  })
  yield front.ok
    ? { check: 'site', level: 'ok', words: `${api.url} answers readers.` }
    : {
        check: 'site',
        level: 'fault',
        words: `${api.url}/health answers ${front.status}.`,
        todo: 'KV can’t be read, or another site lives there. See docs/operations.md.',
      }
  yield clock(front.headers.get('Date'), environment.now())
  if (!isLocal(api.url) && !api.url.startsWith('https:'))
    yield { check: 'https', level: 'fault', words: 'The site isn’t asked by https.', todo: 'Use its https address, and turn on "Always use HTTPS".' }
  const holder = await fetchHolder(api)
  if (!holder.ok) return yield { check: 'token', level: 'fault', words: holder.problem.detail, todo: 'Ask an admin for a token.' }
  yield { check: 'token', level: 'ok', words: `Your token is ${holder.value.name}’s, and ${holder.value.role}.` }
  // A site that isn’t well says so with 503, which isn’t a busy one’s here.
  const health = (await (await environment.fetch(`${api.url}/api/health`, { headers: api.authorization })).json()) as Health
  for (const { name, ok, words, todo } of health.checks ?? []) yield { check: name, level: ok ? 'ok' : 'fault', words, ...(todo && { todo }) }
  const report = await environment.fetch(`${api.url}/api/redirects/report`, { headers: api.authorization })
  if (report.ok) yield* lostAddresses((await report.json()) as AddressReport)
  if (!health.setup) return yield { check: 'setup', level: 'advice', words: 'Bindings, settings and mail weren’t looked at.', todo: 'Give an admin’s token.' }
  yield* setupFindings(context, health.setup, options)
}

type AddressReport = { days: number; missing: { address: string; count: number }[] }

/** Once a day, about: a link that readers still follow. */
const OFTEN = 30
const MOST_NAMED = 5

function* lostAddresses({ missing, days }: AddressReport): Generator<Finding> {
  if (!Array.isArray(missing)) return
  const often = missing.filter(({ count }) => count >= OFTEN)
  const worst = often.slice(0, MOST_NAMED).map(({ address, count }) => `${address} (${count} times)`)
  const [which, lead] = often.length === 1 ? ['1 address', 'leads'] : [`${often.length} addresses`, 'lead']
  yield often.length === 0
    ? { check: 'addresses', level: 'ok', words: 'No address that is asked for often leads nowhere.' }
    : {
        check: 'addresses',
        level: 'advice',
        words: `${which} that readers asked for ${OFTEN} times or more in ${days} days ${lead} nowhere: ${worst.join(', ')}${often.length > worst.length ? ' …' : '.'}`,
        todo: 'Send readers on with newsdesk redirects add FROM TO, or at the desk under Redirects.',
      }
}

function clock(date: string | null, now: number): Finding {
  const skew = Math.abs(Date.parse(date ?? '') - now)
  return skew > MAX_SKEW_MS
    ? {
        check: 'clock',
        level: 'advice',
        words: `This machine’s clock and the site’s differ by ${Math.round(skew / 1000)} seconds.`,
        todo: 'Set this machine’s clock: times that you send would be refused as being in the future.',
      }
    : { check: 'clock', level: 'ok', words: 'The clocks agree.' }
}

async function* setupFindings(
  { api, environment }: CommandContext,
  { bindings, settings, values, site }: Setup,
  { dkim, freePlan }: Options,
): AsyncGenerator<Finding> {
  const missing = NEEDED.filter((name) => bindings[name] === false)
  yield missing.length === 0
    ? { check: 'bindings', level: 'ok', words: 'All bindings are there.' }
    : {
        check: 'bindings',
        level: 'fault',
        words: `These bindings are missing: ${missing.join(', ')}.`,
        todo: 'Compare wrangler.toml with the version that you deployed, and deploy again.',
      }
  if (settings.DATELINE_ENV && !isLocal(api.url))
    yield {
      check: 'environment',
      level: 'fault',
      words: 'The deployment runs as development.',
      todo: 'Remove DATELINE_ENV and DESK_TOKEN from it, and deploy again.',
    }
  if (!settings.ADMIN_TOKEN_HASH && !settings.ACCESS_AUD)
    yield {
      check: 'access',
      level: 'advice',
      words: 'Neither ADMIN_TOKEN_HASH nor Cloudflare Access is set: if the ledger is lost, nobody gets in.',
      todo: 'Make a token with newsdesk token first, and store its hash as the secret.',
    }
  if (!site) return
  yield site.url === api.url || isLocal(api.url)
    ? { check: 'origin', level: 'ok', words: `The site calls itself ${site.url || 'by the address it is asked by'}.` }
    : {
        check: 'origin',
        level: 'fault',
        words: site.url
          ? `The site calls itself ${site.url}, not ${api.url}: its pages name that address as canonical.`
          : 'The site has no address of its own.',
        todo: 'Set "url" with newsdesk site FILE.',
      }
  yield* mailSetup(values, site.from, freePlan)
  if (site.from) yield* await mailFindings(environment, site.from, dkim)
}

function* mailSetup(values: Record<string, string>, from: string | undefined, freePlan = false): Generator<Finding> {
  if (!from)
    return yield {
      check: 'mail',
      level: 'advice',
      words: 'The site has no sender of newsletters, so nobody can sign up.',
      todo: 'Set "newsletter.from" with newsdesk site FILE.',
    }
  for (const name of ['MAIL_CONFIRMATIONS', 'MAIL_LETTERS'])
    if (!values[name]) yield { check: 'mail', level: 'advice', words: `${name} isn’t set.`, todo: 'See docs/newsletters.md.' }
  if (freePlan && !(Number(values.MAIL_CALLS_PER_ALARM) <= FREE_CALLS))
    yield {
      check: 'free-plan',
      level: 'fault',
      words: 'MAIL_CALLS_PER_ALARM is more than the free plan allows.',
      todo: `Set MAIL_CALLS_PER_ALARM to ${FREE_CALLS}.`,
    }
}
