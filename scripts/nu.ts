/**
 * `npm run nu`: the Nu HTML checker on one page of each kind, as a reader in Singapore and one in Germany get it. Apart
 * from `npm test`, as it needs Java, and the network once, for the checker itself. `-- URL …` checks other pages instead.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PAGE_KINDS } from './page-kinds.ts'
import { forPages } from './run-site.ts'

const NU = 'vnu-jar@26.9.27'
/** What the checker does not know yet, each with the specification that allows it. */
const TOO_NEW = [
  // https://drafts.csswg.org/css-view-transitions-2/#view-transition-rule
  'CSS: Unrecognized at-rule “@view-transition”',
  // https://html.spec.whatwg.org/multipage/semantics.html#attr-link-blocking
  'A “link” element with a “blocking” attribute must have a “rel” attribute whose value is “stylesheet”.',
]
const COUNTRIES = ['SG', 'DE']

const folder = mkdtempSync(join(tmpdir(), 'dateline-nu-'))
await forPages(Object.values(PAGE_KINDS), async (urls) => {
  const pages = new Map<string, string>()
  for (const url of urls) for (const country of COUNTRIES) pages.set(await savePage(url, country, pages.size), `${url} (${country})`)
  const flaws = checkPages([...pages.keys()])
  for (const { url, lastLine, message, extract } of flaws) console.log(`${pages.get(new URL(url).pathname)}:${lastLine ?? ''} ${message}\n    ${extract ?? ''}`)
  console.log(`${pages.size} pages, ${flaws.length} problems.`)
  process.exitCode = flaws.length === 0 ? 0 : 1
}).finally(() => rmSync(folder, { recursive: true }))

async function savePage(url: string, country: string, number: number): Promise<string> {
  const response = await fetch(url, { headers: { 'cf-ipcountry': country } })
  const path = join(folder, `${number}.html`)
  writeFileSync(path, await response.text())
  return path
}

function checkPages(paths: string[]): Message[] {
  const { stdout, stderr, error } = spawnSync(
    'npm',
    [
      'exec',
      '--yes',
      `--package=${NU}`,
      '--',
      'vnu',
      '--errors-only',
      '--exit-zero-always',
      '--format',
      'json',
      '--filterpattern',
      TOO_NEW.map(RegExp.escape).join('|'),
      ...paths,
    ],
    { encoding: 'utf8', maxBuffer: 100_000_000 },
  )
  const answer = /^\{.*"messages":.*\}$/m.exec(`${stdout}\n${stderr}`)?.[0]
  if (!answer) throw new Error(`The checker didn’t respond. ${error?.message ?? stderr}`)
  return (JSON.parse(answer) as { messages: Message[] }).messages
}

type Message = { url: string; message: string; lastLine?: number; extract?: string }
