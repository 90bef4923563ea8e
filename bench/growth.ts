/**
 * `node bench/growth.ts`: what work costs beside how much there is already, in rows, writes and bytes. It runs the tests that count this with
 * the greatest sizes, and writes docs/growth.md and its charts. `--sizes 100,10000` takes others than up to 100,000.
 */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BIN, QUIET_ENV, root } from '../scripts/run-node.ts'
import { growthChart } from './growth-chart.ts'

type Count = { of: string; what: string; size: number; read: number; written: number; kv: number }

const CHARTS = [
  { of: 'articles', title: 'Articles there are already', unit: 'rows of SQLite read', heads: ['rows read', 'rows written', 'KV writes'] },
  { of: 'words', title: 'Words of an article', unit: 'bytes, or µs of CPU', heads: ['bytes or µs'] },
  {
    of: 'campaigns',
    title: 'Campaigns booked already, in up to 250 sections',
    unit: 'rows of SQLite read, or bytes',
    heads: ['rows read, or bytes', 'rows written', 'KV writes'],
  },
  { of: 'topics', title: 'Topics there are already', unit: 'rows of SQLite read', heads: ['rows read', 'rows written', 'KV writes'] },
] as const

const REMARKS = {
  articles: `First pages of the front, sections, topics and authors, and articles themselves, aren't in the table: each is one value in KV, read in one operation and of a
bounded size, whatever else there is. The first steps of the lines are lists that aren't full yet. Of a word that all articles have, search counts the last
10,000 and weighs the last 2,000. What still grows is FTS5's own list of those that have it, which \`bm25\` goes through twice to weigh the word: no article is read for that.
Between two days, or in one section, search may have to look at more to find as many.`,
  words: `Filing, rendering and comparing grow with the words and not faster. An article is rendered once for each revision and isolate.`,
  campaigns: `A slot asks KV once, for bookings of all sections and of its own: at most 250,000 bytes each ([0019](decisions/0019-bookings-by-section.md)). A section has forty
bookings here, once there are so many.`,
  topics: `A topic's page is one value in KV. What is typed into a field is looked for among the names that contain it.`,
} as const

const at = process.argv.indexOf('--sizes')
const sizes = at > 0 ? (process.argv[at + 1] ?? '') : '1,100,1000,10000,100000'
const counts = await measured(sizes)
for (const { of, title, unit } of CHARTS) writeFileSync(join(root, `docs/growth-${of}.svg`), growthChart(title, unit, linesOf(of)))
writeFileSync(join(root, 'docs/growth.md'), documentOf())

function measured(sizes: string): Promise<Count[]> {
  const files = ['test/growth/sizes.workers.test.ts', 'test/growth/words.test.ts']
  const child = spawn(process.execPath, [BIN.vitest, 'run', '--silent=false', '--project', 'workers', '--project', 'node', ...files], {
    cwd: root,
    env: { ...process.env, ...QUIET_ENV, GROWTH_SIZES: sizes },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(output.slice(-3000)))
      resolve([...output.matchAll(/@@growth (\{.*\})/g)].map(([, json]) => JSON.parse(json as string) as Count))
    })
  })
}

function linesOf(of: string) {
  const found = counts.filter((count) => count.of === of)
  return [...new Set(found.map(({ what }) => what))].map((name) => ({
    name,
    points: found.filter(({ what }) => what === name).map(({ size, read }) => ({ size, value: read })),
  }))
}

function documentOf() {
  const parts = CHARTS.map(({ of, title, heads }) => `## ${title}\n\n![${title}](growth-${of}.svg)\n\n${tableOf(of, heads)}\n\n${REMARKS[of]}`)
  return `# Growth\n\nWhat work costs beside how much there is already. \`node bench/growth.ts\` counts it and writes this page; \`npm test\` counts it with fewer sizes and
fails where work grows that shouldn't. Both scales of the charts are of tens: what is flat costs the same however much there is.\n\n${parts.join('\n\n')}\n`
}

function tableOf(of: string, heads: readonly string[]) {
  const found = counts.filter((count) => count.of === of)
  const sizes = [...new Set(found.map(({ size }) => size))]
  const cell = (what: string, size: number) => {
    const it = found.find((count) => count.what === what && count.size === size)
    return it
      ? [it.read, it.written, it.kv]
          .slice(0, heads.length)
          .map((n) => n.toLocaleString('en'))
          .join(' · ')
      : ''
  }
  const lines = [...new Set(found.map(({ what }) => what))].map((what) => [what, ...sizes.map((size) => cell(what, size))])
  const head = [heads.join(' · '), ...sizes.map((size) => size.toLocaleString('en'))]
  return [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
