/**
 * `npm start`: the whole site on this machine, on embedded storage, with the demo edition brought in as an editor would
 * bring it. `--help` lists what can be set.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { importRecords } from './import-records.ts'
import { openMailOutbox } from './mail-outbox.ts'
import { BIN, QUIET_ENV, root } from './run-node.ts'

const USAGE = `Usage: PORT=9000 npm start -- [--persist DIR] [--empty]

  PORT           where the site listens; 8787 unless set
  --persist DIR  keep its data there instead of in .wrangler
  --empty        without the demo edition`
const options = readOptions()
const port = parsePort(process.env.PORT)
const url = `http://localhost:${port}`
const token = readOrMakeToken()
await requireFreePort(port)
const outbox = await openMailOutbox(options.persist ? join(options.persist, 'outbox') : join(root, '.dateline/outbox'), console.log)

const dev = startWrangler()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0))
dev.on('exit', (code) => process.exit(code ?? 0))
// Should this script itself fail, nothing may go on listening.
process.on('exit', () => dev.kill('SIGTERM'))

await waitForAnswer()
if (!options.empty && !(await importDemo())) {
  console.error('Some of the demo edition couldn’t be imported. See the lines above. The site runs without it.')
}
printAddresses(await makeDeskLink())

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { persist: { type: 'string' }, empty: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
    })
    if (!values.help) return values
    console.log(USAGE)
    process.exit(0)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message.split('. ', 1)[0] : error}.\n\n${USAGE}`)
    process.exit(2)
  }
}

function startWrangler(): ChildProcess {
  const args = [
    BIN.wrangler,
    'dev',
    '--port',
    String(port),
    '--show-interactive-dev-session=false',
    ...mailVariables(),
    ...(options.persist ? ['--persist-to', options.persist] : []),
  ]
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...QUIET_ENV }, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (line.trim() && !isNoise(line)) console.error(line)
    })
  }
  return child
}

/** Mail becomes files here, but where `.dev.vars` names another way. */
function mailVariables(): string[] {
  const vars = readFileSync(join(root, '.dev.vars'), 'utf8')
  const ways = ['MAIL_LETTERS', 'MAIL_CONFIRMATIONS'].filter((name) => !new RegExp(`^${name}\\s*=`, 'm').test(vars))
  return ['--var', `MAIL_OUTBOX_URL:${outbox.url}`, ...ways.flatMap((name) => ['--var', `${name}:outbox`])]
}

function isNoise(line: string) {
  return /custom build|Logs were written|update available|^─+$/.test(line)
}

/** Development alone knows this token: an admin's, made at random on the first start. */
function readOrMakeToken(): string {
  const path = join(root, '.dev.vars')
  const vars = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const known = /^DESK_TOKEN\s*=\s*"?([^"\s]+)"?\s*$/m.exec(vars)?.[1]
  const made = known ?? randomBytes(24).toString('base64url')
  if (!vars) writeFileSync(path, `DATELINE_ENV=development\nDESK_TOKEN=${made}\n`, { mode: 0o600 })
  else if (!known) appendFileSync(path, `\nDESK_TOKEN=${made}\n`)
  return made
}

async function waitForAnswer() {
  for (;;) {
    try {
      const response = await fetch(`${url}/health`)
      await response.arrayBuffer()
      return
    } catch {
      // Nothing listens yet: the Worker is being bundled.
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

/** Only what the site does not have yet comes in: nobody's work is written over. */
async function importDemo(): Promise<boolean> {
  if (!(await isAlreadySet('/api/site')) && !((await runNewsdesk('site', writeSiteFile())) && (await runNewsdesk('campaigns', 'demo/campaigns.json'))))
    return false
  if (!(await runNewsdesk('put', 'demo/articles', '--publish', '--new'))) return false
  if (!(await importRecords({ url, token }))) return false
  return (await isAlreadySet('/api/front')) || runNewsdesk('front', 'demo/front.json')
}

/** The demo's site, at the address where it really is. */
function writeSiteFile(): string {
  const site = JSON.parse(readFileSync(join(root, 'demo/site.json'), 'utf8')) as Record<string, unknown>
  const path = join(root, '.dateline/site.json')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify({ ...site, url }, null, 2))
  return path
}

async function isAlreadySet(path: string): Promise<boolean> {
  const response = await fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${token}` } })
  if (response.status === 404) return false
  const body = (await response.json()) as { pins?: unknown[] }
  return !Array.isArray(body.pins) || body.pins.length > 0
}

function runNewsdesk(...args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    // What the files started from is forgotten with a storage of its own, as the journeys' is.
    const records = options.persist ? { NEWSDESK_STATE: join(options.persist, 'newsdesk') } : {}
    const env = { ...process.env, ...QUIET_ENV, ...records, DATELINE_URL: url, DATELINE_TOKEN: token }
    spawn(process.execPath, ['src/cli/newsdesk.ts', ...args], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }).on('close', (code) =>
      resolve(code === 0),
    )
  })
}

/** Signs in once, within ten minutes, as the admin "desk" of this machine. */
async function makeDeskLink(): Promise<string> {
  const response = await fetch(`${url}/api/sign-in-links`, { method: 'POST', headers: { Authorization: `Bearer ${token}` } })
  return ((await response.json()) as { url?: string }).url ?? `${url}/desk/sign-in`
}

function printAddresses(deskLink: string) {
  console.log(`
Dateline is up.

  Readers   ${url}/
${options.empty ? `  Set it up npx newsdesk site FILE --url ${url}   (a copy of demo/site.json, say)` : `  Article   ${url}/world/putin-mali-goita-phone-call`}
  Desk      ${deskLink}   (signs you in once, within ten minutes; later: npx newsdesk open desk)
  API       ${url}/api/openapi.json   (for the command, run "npx newsdesk --help")
  Token     ${token}   (admin, for development only; saved in .dev.vars)

See it as a reader in Germany:  curl -H "CF-IPCountry: DE" ${url}/newsletters
Mail the site sends is saved in ${options.persist ? join(options.persist, 'outbox') : '.dateline/outbox'}.
Press Ctrl+C to stop. Data is saved in ${options.persist ?? '.wrangler/state'}. Delete it to start again.
`)
}

function stop(code: number) {
  dev.removeAllListeners('exit')
  dev.on('exit', () => process.exit(code))
  dev.kill('SIGTERM')
}

function requireFreePort(wanted: number): Promise<void> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.on('error', () => {
      console.error(`Port ${wanted} is already in use. Stop the program that uses it, or choose another port: PORT=${wanted + 1} npm start`)
      process.exit(1)
    })
    probe.listen(wanted, 'localhost', () => probe.close(() => resolve()))
  })
}

function parsePort(text = '8787'): number {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number
  console.error(`PORT must be a number from 1 to 65535, not "${text}".`)
  process.exit(2)
}
