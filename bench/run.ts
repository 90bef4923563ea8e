/**
 * `npm run bench`: the built Worker in workerd on its direct socket, without the proxies of development. Every figure is a ratio to a
 * constant answer from the same workerd, measured in turns; absolute figures say little. `--compare REVISION` measures another revision
 * in the same rounds, `--only WORDS` the rows that this expression finds, `--rounds N` how often; `--write` puts table and chart into docs/.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { constantWorkers } from './constant.ts'
import { fillEdition, TOKEN } from './fill.ts'
import { type Minute, measureFirstAnswers, measureMinute } from './isolate.ts'
import { openLoad } from './load.ts'
import { compare, type Site } from './measure.ts'
import { report } from './report.ts'
import { checkOut } from './revision.ts'
import { buildForMiniflare } from './worker.ts'

// As much as Cloudflare gives an isolate.
process.env.MINIFLARE_WORKERD_V8_FLAGS ??= '--max-old-space-size=128'

const { values: options } = parseArgs({
  options: {
    compare: { type: 'string' },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '11' },
    write: { type: 'boolean', default: false },
  },
})

const bindings = { DESK_TOKEN: TOKEN }
const other = options.compare === undefined ? undefined : checkOut(options.compare)
const workers = [await buildForMiniflare(bindings), ...(other ? [await buildForMiniflare(bindings, { name: 'other', folder: other.folder })] : [])]
const storage = mkdtempSync(join(tmpdir(), 'dateline-bench-'))
const load = openLoad()
let mf = start()

try {
  const portOf = async (name: string) => Number((await mf.unsafeGetDirectURL(name)).port)
  const sites: Site[] = []
  for (const { name } of workers) sites.push({ name, port: await portOf(name), known: await fillEdition(mf, name) })
  const ports = { constant: await portOf('constant'), read: await portOf('read') }
  const results = await compare({ sites, ports, load, rounds: Number(options.rounds), only: options.only })
  const restart = async () => {
    await mf.dispose()
    mf = start()
    return portOf
  }
  const minutes: Minute[] = []
  if (options.only === '') for (const site of sites) minutes.push(await measureMinute(load, site, restart))
  const first = await measureFirstAnswers(
    workers.map(({ name }) => name),
    restart,
  )
  report({ results, minutes, first, ...options })
} finally {
  load.close()
  await mf.dispose()
  rmSync(storage, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  other?.remove()
}

function start() {
  const miniflare = convertV4MiniflareOptions({
    workers: [...workers, ...constantWorkers('edition-of-dateline')],
    handleStructuredLogs: ({ level, message }) => {
      if (level === 'error' && !message.includes('NOSENTRY')) console.error(message)
    },
  })
  return new Miniflare({ ...miniflare, resourcePersistencePath: storage })
}
