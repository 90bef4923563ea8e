/**
 * Who may import whom in `src/`, as rules for dependency-cruiser. Imports run downwards and never in a circle; type-only and
 * dynamic ones count. `npm run check` enforces it.
 */
import type { ICruiseOptions } from 'dependency-cruiser'

/** What every department may use. */
const BELOW_DEPARTMENTS = ['page/', 'edge/', 'edition/', 'copy/', 'build/']

const BELOW_PRESS = ['edition/', 'copy/']
/** The gates through which copy of any format becomes an article. */
const COPY_PARSERS = ['copy/parse-article.ts', 'copy/parse.ts']

/**
 * Each folder or file, and what it may import beside its own: folders end with a slash. A longer name is a rule of its own and
 * takes its part out of the shorter one's.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'worker.ts': ['site.tsx', 'edge/', 'newsletter/mailing-list.ts', 'press/press.ts', 'press/calls.ts'],
  'site.tsx': ['ads/', 'desk/', 'feeds/', 'newsletter/', 'pictures/', 'reader/', ...BELOW_DEPARTMENTS],

  // Departments never import each other but for what is named here: what two of them need moves down, under a real name.
  'ads/': BELOW_DEPARTMENTS,
  'desk/': [
    ...BELOW_DEPARTMENTS,
    'press/calls.ts',
    'newsletter/mailing-list-calls.ts',
    'pictures/files/',
    'pictures/picture-store.ts',
    'pictures/picture-keys.ts',
    'pictures/take-down.ts',
    'pictures/upload.ts',
  ],
  'feeds/': [...BELOW_DEPARTMENTS, 'press/calls.ts'],
  'newsletter/': BELOW_DEPARTMENTS,
  'pictures/': BELOW_DEPARTMENTS,
  'reader/': [...BELOW_DEPARTMENTS, 'press/calls.ts', 'ads/placement.ts', 'ads/slot.tsx', 'newsletter/sign-up-form.tsx'],

  'page/': ['edge/headers.ts', 'edition/fingerprint.ts', 'copy/', 'build/'],
  // They run in the browser.
  'page/scripts/': [],
  'edge/': ['edition/', 'copy/', 'build/'],
  'press/': BELOW_PRESS,
  'press/calls.ts': BELOW_PRESS,
  'press/ledger/': ['press/calls.ts', ...BELOW_PRESS],
  'press/search/': ['press/calls.ts', 'press/ledger/', ...BELOW_PRESS],
  'press/listings/': ['press/calls.ts', 'press/ledger/', 'press/search/', ...BELOW_PRESS],
  'press/publishing/': ['press/calls.ts', 'press/ledger/', 'press/listings/', ...BELOW_PRESS],
  'press/printing/': ['press/calls.ts', 'press/ledger/', 'press/listings/', 'press/publishing/', ...BELOW_PRESS],
  'press/backup/': ['press/calls.ts', 'press/ledger/', 'press/listings/', 'press/publishing/', ...BELOW_PRESS],
  'edition/': ['copy/'],

  // The newsdesk command speaks HTTP to the API like everybody else.
  'cli/': ['copy/'],
  'copy/': [],
  'copy/text/': [],
  'copy/shapes/': ['copy/text/'],
  'copy/html/': ['copy/shapes/', 'copy/text/'],
  'copy/markdown/': ['copy/html/', ...COPY_PARSERS, 'copy/shapes/', 'copy/text/'],
  'copy/ninjs/': ['copy/markdown/', 'copy/html/', ...COPY_PARSERS, 'copy/shapes/', 'copy/text/'],
  'copy/diff/': ['copy/markdown/', 'copy/shapes/', 'copy/text/'],
  'build/': [],
}

/** The Durable Objects and the entry. Everything else is tested without the Workers runtime. */
const RUNS_IN_WORKERS_ONLY = ['worker.ts', 'press/press.ts', 'newsletter/mailing-list.ts']

/** A regular expression of these files and folders. */
const under = (names: readonly string[]) => `^src/(?:${names.map((name) => (name.endsWith('/') ? name : `${name.replaceAll('.', '\\.')}$`)).join('|')})`

const names = Object.keys(MAY_IMPORT)

export const IMPORT_RULES: ICruiseOptions = {
  validate: true,
  ruleSet: {
    forbidden: [
      ...names.map((name) => ({
        name: `${name} may import ${MAY_IMPORT[name]?.join(', ') || 'nothing of ours'}`,
        severity: 'error' as const,
        from: { path: under([name]), pathNot: names.filter((other) => other !== name && other.startsWith(name)).map((other) => under([other])) },
        to: { path: '^src/', pathNot: under([name, ...(MAY_IMPORT[name] ?? [])]) },
      })),
      { name: 'every folder has its line in scripts/import-rules.ts', severity: 'error', from: { path: '^src/', pathNot: under(names) }, to: {} },
      {
        name: 'only Durable Objects and the entry import cloudflare:*',
        severity: 'error',
        from: { pathNot: under(RUNS_IN_WORKERS_ONLY) },
        to: { path: '^cloudflare:' },
      },
      { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    ],
  },
  // TypeScript 7 has no API that dependency-cruiser knows.
  parser: 'swc',
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
}
