/** docs/cost.md and its chart, from counts and the bench's table. Nothing else is in them, so a test can write them again. */
import type { PageCount } from './count.ts'
import { LIVE_MINUTES } from './edition.ts'
import { type Cpu, DESIGNS, dollarsEach, MIX, monthlyBill, type Usage, usageOf } from './model.ts'
import { GHOST, LETTERS, PRICES, READ, SOURCES, TRANSFORMATIONS } from './prices.ts'

const MILLIONS = [1, 10, 100]
const NAMES: Record<keyof typeof PRICES, [name: string, unit: string, source: keyof typeof SOURCES]> = {
  requests: ['requests to the Worker, cached or not', 'million', 'cache'],
  cpuMs: ['CPU', 'million ms', 'workers'],
  kvKeys: ['keys read from KV', 'million', 'kv'],
  objectCalls: ['calls of Durable Objects', 'million', 'objects'],
  objectGbSeconds: ['Durable Objects awake', 'million GB-s', 'objects'],
  rowsWritten: ['rows written in Durable Objects', 'million', 'objects'],
  pictureReads: ['reads from R2', 'million', 'r2'],
}

/** The bench's column of CPU in docs/performance.md. */
export function cpuIn(performance: string): Cpu {
  const of = (name: string) => {
    const cells = performance
      .split('\n')
      .find((line) => line.startsWith(`| ${name} |`))
      ?.split('|')
    const micros = Number(cells?.[5])
    if (!(micros > 0)) throw new Error(`docs/performance.md has no CPU of “${name}”. Run npm run bench first.`)
    return micros
  }
  const page = of('article, hot')
  return {
    page,
    coldPage: of('article, cold ÷ KV read'),
    fragment: of('“Also worth reading”'),
    coldFragment: of('404, another slug each time ÷ KV read'),
    picture: page,
    gateway: page,
  }
}

export function documentOf(pages: readonly PageCount[], cpu: Cpu): string {
  const usages = DESIGNS.map((design) => ({ name: design.name, usage: usageOf(design, pages, cpu) }))
  return `# What a million page views cost

Written by \`npm run cost\`; the test \`test/cost.test.ts\` fails if the site no longer asks for what is counted here. All prices are in US dollars, without tax.

## What a page view asks for

Counted on the site itself, for a reader who reads to the end: requests that the Worker is billed for, and the keys they read from KV where nobody remembers anything. Scripts and icons come
from the asset server and cost nothing; styles are in the page.

${table(
  ['page', 'of 100 views', 'pages', 'fragments', 'polls', 'pictures', 'KV keys, cold', 'counted reads', 'free files'],
  pages.map(({ page, requests, keys, files, reads }) => [
    page,
    MIX[page] ?? 0,
    requests.page,
    requests.fragments,
    requests.polls,
    requests.pictures,
    keys.page + keys.fragments + keys.polls,
    reads,
    files,
  ]),
)}

The article has three pictures and six cards beside it, the front 14 stories, the section 20; a reader stays with a live story for ${LIVE_MINUTES} minutes. The mix is an assumption.

## What that costs

Each row is for a million page views, without what the plan includes; on the right are whole bills for months with ${MILLIONS.join(', ')} million views, with the plan and what it includes.

${table(
  [
    'design',
    'requests, million',
    'CPU, million ms',
    'KV keys, million',
    'R2 reads, million',
    'object calls, million',
    '**$ per million**',
    ...MILLIONS.map((it) => `$, ${it} million`),
  ],
  usages.map(({ name, usage }) => [
    name,
    ...(['requests', 'cpuMs', 'kvKeys', 'pictureReads', 'objectCalls'] as const).map((meter) => usage[meter].toFixed(2)),
    `**${dollarsEach(usage).toFixed(2)}**`,
    ...MILLIONS.map((millions) => monthlyBill(usage, millions).toFixed(2)),
  ]),
)}

![Dollars per million page views, by design](cost.svg)

- **Naive** has no front cache and remembers nothing, renders each page anew, reads every part from KV, and calls a Durable Object for each page.
- **Nothing cached or remembered** is this site at its worst: each request meets a fresh isolate and an empty cache. Each counted read is a call of its own; really, an isolate sends those of 20 s together.
- **From the front cache**: a cached answer is billed as a request all the same, and our code before the cache finds out which copy the reader gets. For that it needs the site's value, one key of KV, where it isn't
  remembered; its CPU isn't measured apart and counts as a whole answer from memory (${cpu.gateway} µs), which is too much.
- **Remembered**: an isolate keeps a story for 10 s, other values for 15 s and the site for 30 s. A site with few readers in a city is nearer to the row above, one with many nearer to this one.

What is left with a warm cache is mostly the price of requests: ${mostly(usages.at(-1)?.usage)}. Fewer of them (advertisements in the page, pictures from a bucket's own domain) would be the next thing to save.

CPU is from the bench's table in [performance.md](performance.md): ${cpu.coldPage} µs for a cold page with its read of KV's local replacement, ${cpu.coldFragment} µs for a cold fragment (a 404 that asks KV), ${cpu.page} µs and
${cpu.fragment} µs from memory. A picture counts as ${cpu.picture} µs.

## Ghost on a rented server

${table(
  ['what', '$ a month'],
  [
    ['server with two cores and 4 GB', GHOST.server.toFixed(2)],
    ['its weekly backups, 20 %', GHOST.backups.toFixed(2)],
    ['CDN in front of it, a plan for one site', GHOST.cdn.toFixed(2)],
    ['50,000 letters by Mailgun, the one provider that Ghost sends newsletters with', GHOST.mail.toFixed(2)],
    ['**in all**', `**${ghost().toFixed(2)}**`],
  ],
)}

The same for 1 or 10 million page views, as long as its CDN has most of them; for 100 million it's one server in one place, and what it does at the hour that matters isn't known here. Dateline's bill for the same months with ${LETTERS.thousands},000 letters by SES, in a warm cache: ${MILLIONS.map((it) => `$${withLetters(usages.at(-1)?.usage, it).toFixed(2)}`).join(', ')}.
In the row without memory: ${MILLIONS.map((it) => `$${withLetters(usages.at(-2)?.usage, it).toFixed(2)}`).join(', ')}. From how many views on the server is cheaper can be read from these; nobody's working time for updates and backups is in them.

## Prices

Read on ${READ} in copies of these pages that may be some months old. Look them up before you rely on them. That our Worker's call of its own cached entrypoint is billed once follows from what they say of service bindings.

${table(
  ['what', '$', 'for one', 'included a month', 'where'],
  [
    ...Object.entries(PRICES).map(([meter, { each, included }]) => {
      const [name, unit, source] = NAMES[meter as keyof typeof PRICES]
      return [name, each, unit, `${included} ${unit}`, SOURCES[source]]
    }),
    ['a picture’s variant, made once', TRANSFORMATIONS.each, 'variant', `${TRANSFORMATIONS.included} variants`, SOURCES.images],
    ['server with two cores and 4 GB', GHOST.server, 'month', '', SOURCES.server],
    ['CDN, billed by the month', GHOST.cdn, 'month', '', SOURCES.cdn],
    ['Mailgun Foundation', GHOST.mail, 'month', '50,000 letters', SOURCES.mailgun],
    ['SES', LETTERS.each, 'thousand letters', '', SOURCES.ses],
  ],
)}

A picture has up to eight variants that readers ask for, made once and stored: 600 new pictures a month are within what is included. Stored data (a few GB), the cron and what editors do aren't counted; publishing costs about five KV writes.
`
}

const ghost = () => Object.values(GHOST).reduce((sum, it) => sum + it, 0)
const withLetters = (usage: Usage | undefined, millions: number) => (usage ? monthlyBill(usage, millions) : 0) + LETTERS.thousands * LETTERS.each

function mostly(usage: Usage | undefined) {
  if (!usage) return ''
  return `$${(usage.requests * PRICES.requests.each).toFixed(2)} of $${dollarsEach(usage).toFixed(2)}`
}

const table = (heads: string[], rows: (string | number)[][]) =>
  [heads, heads.map((_, at) => (at === 0 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const ROW = 34
const LEFT = 300
const WIDTH = 800

/** Dollars per million page views as bars. */
export function chartOf(pages: readonly PageCount[], cpu: Cpu): string {
  const bars = DESIGNS.map((design) => ({ name: design.name, dollars: dollarsEach(usageOf(design, pages, cpu)) }))
  const most = Math.max(...bars.map(({ dollars }) => dollars))
  const rows = bars.map(({ name, dollars }, at) => {
    const y = at * ROW + 8
    const width = (dollars / most) * (WIDTH - LEFT - 90)
    return `<text x="${LEFT - 10}" y="${y + 17}" text-anchor="end">${name}</text><rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 10}"/><text x="${(LEFT + width + 8).toFixed(1)}" y="${y + 17}">$${dollars.toFixed(2)}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bars.length * ROW + 12}" role="img" aria-label="Dollars per million page views, by design">
<style>text{font:14px system-ui,sans-serif;fill:#1c1b18}rect{fill:#a3161b}@media(prefers-color-scheme:dark){text{fill:#e8e5de}rect{fill:#ff8272}}</style>
${rows.join('\n')}
</svg>
`
}
