/** Asks for old addresses as a reader would, and says where each ends: before a site moves, and after. */
import { parseCsv } from '../../../copy/text/csv.ts'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import type { Environment } from '../../environment.ts'
import { EXIT, usageError } from '../../exit-error.ts'
import { eachInParallel } from '../../in-parallel.ts'
import { originOf } from '../../settings.ts'
import { type Checked, ENDS, type End } from './checked-address.ts'
import { textIn } from './files.ts'
import { keptAnswers } from './kept-answers.ts'

const MOST_HOPS = 10
const AT_ONCE = 8
const PATIENCE_MS = 30_000

export const addCheck: AddSubcommand = (group, run) =>
  group
    .command('check')
    .description('Ask for every old address, and say where it ends')
    .argument('<file>', 'one address a line, whole or from its slash on; or CSV with them in its first column; - for stdin')
    .option('--to <site>', 'ask there, if that is not the site of --url')
    .option('--answers <file>', 'keep each answer in this file (JSON Lines) as it comes, and don’t ask again for what is in it')
    .addHelpText(
      'after',
      '\nExit code 1 if one is missing, goes round in a circle or fails.\n\nExample:\n  newsdesk redirects check urls.txt --to https://news.example',
    )
    .action(run((context, file, { to, answers }) => check(context, file, originOf(to ?? context.api.url), answers)))

async function check(context: CommandContext, file: string, site: string, answers: string | undefined) {
  const { print, environment } = context
  const addresses = addressesIn(await textIn(context, file), file)
  if (addresses.length === 0) throw usageError(`"${file}" has no addresses. Write one on each line, such as /2019/05/harvest.`)
  const checked: Checked[] = []
  const kept = await keptAnswers(context, answers, site)
  const bar = print.progress(addresses.length, 'addresses')
  try {
    await eachInParallel([...addresses.entries()], AT_ONCE, async ([at, address]) => {
      checked[at] = kept.known(address) ?? (await kept.keep(await follow(environment, site, address)))
      bar.step(1)
    })
  } finally {
    bar.end()
  }
  for (const it of checked) print.result(it, lineOf(it))
  print.remark(summaryOf(checked))
  return checked.every(({ end }) => end === 'found' || end === 'gone') ? EXIT.ok : EXIT.refused
}

/** An address may have a comma in it: a file is CSV only if it begins with a head, such as `from,to`, or is called so. Empty lines are none. */
function addressesIn(text: string, file: string) {
  const isAddress = (line: string) => /^(?:https?:\/\/|\/|\?)/i.test(line)
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  const isCsv = file.endsWith('.csv') || !isAddress(lines[0]?.trim() ?? '')
  const csv = isCsv ? parseCsv(text) : undefined
  return (csv?.ok ? csv.records.map(({ cells }) => cells[0] ?? '') : lines).map((line) => line.trim()).filter(isAddress)
}

async function follow(environment: Environment, site: string, address: string): Promise<Checked> {
  const hops: number[] = []
  const seen = new Set<string>()
  const path = address.replace(/^https?:\/\/[^/?#]*/i, '')
  let url = URL.canParse(`${site}${/^\//.test(path) ? '' : '/'}${path}`) ? new URL(`${site}${/^\//.test(path) ? '' : '/'}${path}`) : undefined
  const end = (end: End, message?: string): Checked => ({ address, end, hops, to: url ? placeOf(url, site) : '', ...(message && { message }) })
  while (url && hops.length <= MOST_HOPS) {
    if (seen.has(url.href)) return end('loop')
    seen.add(url.href)
    const answer = await ask(environment, url)
    if ('message' in answer) return end('failed', answer.message)
    hops.push(answer.status)
    if ((answer.status < 300 || answer.status === 304) && isFrontInstead(url)) return end('missing', 'The front page answers instead.')
    if (answer.status < 300 || answer.status === 304) return end('found')
    if (answer.status >= 400) return end(answer.status === 410 ? 'gone' : answer.status === 404 ? 'missing' : 'failed')
    url = answer.location && URL.canParse(answer.location, url) ? new URL(answer.location, url) : undefined
    // Other sites are not asked.
    if (url && url.origin !== site) return end('found')
  }
  return url ? end('loop') : end('failed', 'This leads to no address.')
}

/** The front answers to every query: of one that named a page, nobody is told that it is lost. */
const isFrontInstead = ({ pathname, searchParams }: URL) => pathname === '/' && NAMES_OF_PAGES.some((name) => searchParams.has(name))
const NAMES_OF_PAGES = ['p', 'page_id', 'attachment_id', 'cat', 'category_name', 'tag', 'author', 'author_name', 'm', 'feed', 'name', 'pagename']

type Answer = { status: number; location: string | null } | { message: string }

/** Of a HEAD nothing is counted as a reader's. No token is sent. */
async function ask({ fetch, signal }: Environment, url: URL): Promise<Answer> {
  try {
    const patience = AbortSignal.timeout(PATIENCE_MS)
    const { status, headers } = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: signal ? AbortSignal.any([signal, patience]) : patience })
    return { status, location: headers.get('Location') }
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) }
  }
}

const placeOf = (url: URL, site: string) => (url.origin === site ? `${url.pathname}${url.search}` : url.href)

const lineOf = ({ address, end, hops, to, message }: Checked) =>
  `${end.padEnd(7)}  ${hops.join(' → ').padEnd(9)}  ${address}${hops.length > 1 || end === 'loop' || /^https?:/.test(to) ? `  →  ${to}` : ''}${message ? `  (${message})` : ''}`

function summaryOf(checked: readonly Checked[]) {
  const count = (end: End) => checked.filter((it) => it.end === end).length.toLocaleString('en')
  const redirected = checked.filter(({ end, hops }) => end === 'found' && (hops[0] ?? 0) >= 300).length.toLocaleString('en')
  const words = { found: `found (${redirected} redirected)`, gone: 'gone', missing: 'missing', loop: 'in circles', failed: 'failed' }
  return `${checked.length.toLocaleString('en')} asked = ${ENDS.map((end) => `${count(end)} ${words[end]}`).join(' + ')}`
}
