/** The real site, as `npm start` brings it up, on a free port and storage of its own: for journeys and measurements. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './run-node.ts'

/** `outbox`: the folder that the site's mail is written to. `deskLink`: what it printed to sign in with. */
export type RunningSite = { url: string; token: string; deskLink: string; outbox: string; stop: () => Promise<void> }

const START_DEADLINE_MS = 180_000

export async function runSite(): Promise<RunningSite> {
  const port = await freePort()
  const storage = mkdtempSync(join(tmpdir(), 'dateline-'))
  const site = spawn(process.execPath, ['scripts/start.ts', '--persist', storage], {
    cwd: root,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = await waitUntilUp(site)
  return {
    url: `http://localhost:${port}`,
    token: /^DESK_TOKEN=(\S+)$/m.exec(readFileSync(join(root, '.dev.vars'), 'utf8'))?.[1] ?? '',
    deskLink: /^ {2}Desk +(\S+)/m.exec(said)?.[1] ?? '',
    outbox: join(storage, 'outbox'),
    async stop() {
      const gone = new Promise((resolve) => site.on('exit', resolve))
      site.kill('SIGTERM')
      await gone
      rmSync(storage, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}

/** For tools that look at pages: those named on the command line, else these of a site of its own. */
export async function forPages(paths: readonly string[], look: (urls: string[]) => Promise<void>) {
  const asked = process.argv.slice(2)
  if (asked.length > 0) return look(asked)
  const site = await runSite()
  try {
    await look(paths.map((path) => `${site.url}${path}`))
  } finally {
    await site.stop()
  }
}

/** All that it said until then. */
function waitUntilUp(site: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      if (/Dateline is up.*Press Ctrl\+C/s.test(said)) resolve(said)
    }
    site.stdout?.on('data', listen)
    site.stderr?.on('data', listen)
    site.on('exit', (code) => reject(new Error(`The site stopped with code ${code} while starting:\n${said}`)))
    setTimeout(() => reject(new Error(`The site didn’t start in time:\n${said}`)), START_DEADLINE_MS).unref()
  })
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, 'localhost', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
