/**
 * Who may import whom in `src/`, as rules for dependency-cruiser. Imports run downwards and never in a circle; type-only and
 * dynamic ones count. `npm run check` enforces it.
 */
import type { ICruiseOptions } from 'dependency-cruiser'

/** What every department may use. */
const BELOW_DEPARTMENTS = ['page/', 'markup/', 'edge/', 'edition/', 'copy/', 'build/']

const BELOW_PRESS = ['backup/', 'health/', 'edition/', 'copy/']
/** What callers see of the press. */
const PRESS_CALLS = [
  'press/access-calls.ts',
  'press/backup-calls.ts',
  'press/calls.ts',
  'press/live-calls.ts',
  'press/most-read-calls.ts',
  'press/newsroom-calls.ts',
  'press/picture-calls.ts',
  'press/redirect-calls.ts',
  'press/reference-calls.ts',
  'press/webhook-calls.ts',
  'press/writing-calls.ts',
]
/** How words are told apart and spelt for an index. */
const SEARCH_WORDS = ['press/search/search-letters.ts', 'press/search/search-words.ts']
/** What others see of search. */
const SEARCH_CALLS = ['search/calls.ts']
/** The gates through which copy of any format becomes an article. */
const COPY_PARSERS = ['copy/parse-article.ts', 'copy/parse.ts']

/** The desk's areas: each a folder of pages that knows nothing of the others. */
const DESK_AREAS = [
  'account',
  'audit',
  'authors',
  'calendar',
  'campaigns',
  'help',
  'history',
  'live',
  'manage',
  'most-read',
  'newsletters',
  'people',
  'pictures',
  'redirects',
  'settings',
  'sign-in',
  'stories',
  'style',
  'topics',
  'webhooks',
].map((area) => `desk/pages/${area}/`)
const BELOW_DESK_AREAS = [
  'desk/',
  'desk/address-report.ts',
  'desk/import-redirects.ts',
  'desk/pages/layout/',
  'desk/pages/desk-context.ts',
  'desk/pages/csp.ts',
  ...BELOW_DEPARTMENTS,
  ...PRESS_CALLS,
]

/** The desk's body editor runs in the browser, on copy's own rules. Its folders are steps of one thing and know each other. */
const EDITOR = 'desk/editor/'
const EDITOR_PARTS = ['actions', 'blocks', 'cards', 'keys', 'late', 'lists', 'panels', 'paste', 'schema', 'tables', 'toolbar', 'underlines', 'uploads']
const EDITOR_FOLDERS = Object.fromEntries(
  [EDITOR, ...EDITOR_PARTS.map((part) => `${EDITOR}${part}/`)].map((folder) => [folder, [EDITOR, ...EDITOR_PARTS.map((part) => `${EDITOR}${part}/`), 'copy/']]),
)

/** Systems one can move in from. Each is a folder that knows nothing of the others. */
const OLD_SYSTEMS = ['ans', 'ghost', 'newsml', 'ninjs', 'rss', 'wordpress'].map((system) => `cli/moving-in/${system}/`)

/**
 * Each folder or file, and what it may import beside its own: folders end with a slash. A longer name is a rule of its own: its part
 * is no longer the shorter one's, and the shorter one has to name it to import it.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'worker.ts': [
    'site.tsx',
    'edge/',
    'newsletter/mailing-list.ts',
    'newsletter/sending/keep-schedules.ts',
    'press/press.ts',
    'press/calls.ts',
    'readership/',
    'search/search.ts',
  ],
  'site.tsx': ['ads/', 'desk/', 'feeds/', 'mcp/', 'newsletter/', 'pictures/', 'reader/', ...BELOW_DEPARTMENTS],

  // Departments never import each other but for what is named here: what two of them need moves down, under a real name.
  'ads/': BELOW_DEPARTMENTS,
  'desk/': ['backup/calls.ts', ...BELOW_DEPARTMENTS, ...PRESS_CALLS],
  // Agents file as editors do, and search as readers do.
  'mcp/': [
    'desk/access.ts',
    'desk/away.ts',
    'desk/check-context.ts',
    'desk/desk-origin.ts',
    'desk/patient-env.ts',
    'desk/api/call-log.ts',
    'desk/api/json-text.ts',
    'desk/api/parse-copy.ts',
    'desk/api/refusal.ts',
    'desk/api/responses.ts',
    'reader/ask-search.ts',
    'reader/search-query.ts',
    ...SEARCH_CALLS,
    ...BELOW_DEPARTMENTS,
    ...PRESS_CALLS,
  ],
  // Uploads come through the API and through the desk's own form.
  'desk/picture-upload.ts': [
    'pictures/counted-images.ts',
    'pictures/files/',
    'pictures/heic.ts',
    'pictures/words/',
    'pictures/upload.ts',
    'press/calls.ts',
    'press/picture-calls.ts',
    ...BELOW_DEPARTMENTS,
  ],
  'desk/older-pictures.ts': ['pictures/picture-keys.ts', 'pictures/picture-store.ts', 'press/picture-calls.ts', ...BELOW_DEPARTMENTS],
  'desk/api/': [
    'desk/picture-upload.ts',
    'desk/older-pictures.ts',
    'desk/address-report.ts',
    'desk/import-redirects.ts',
    'desk/',
    ...BELOW_DEPARTMENTS,
    ...PRESS_CALLS,
    'newsletter/calls.ts',
    'backup/calls.ts',
    'health/',
    'readership/calls.ts',
    ...SEARCH_CALLS,
    // Editors look at a letter before it is an issue.
    'newsletter/letters/issue.ts',
    'pictures/files/',
    'pictures/picture-store.ts',
    'pictures/picture-keys.ts',
    'pictures/take-down.ts',
    'pictures/upload.ts',
  ],
  'desk/webauthn/': ['desk/', ...BELOW_DEPARTMENTS, 'press/access-calls.ts'],
  'desk/pages/': [
    'desk/',
    'desk/pages/layout/',
    ...DESK_AREAS,
    'desk/pages/front/',
    'desk/pages/review/',
    'desk/pages/story/',
    ...BELOW_DEPARTMENTS,
    ...PRESS_CALLS,
  ],
  'desk/pages/layout/': ['desk/', 'desk/pages/desk-context.ts', 'desk/pages/csp.ts', ...BELOW_DEPARTMENTS, ...PRESS_CALLS],
  ...Object.fromEntries(DESK_AREAS.map((area) => [area, BELOW_DESK_AREAS])),
  'desk/pages/redirects/': [...BELOW_DESK_AREAS, 'readership/calls.ts'],
  'desk/pages/newsletters/': [...BELOW_DESK_AREAS, 'newsletter/calls.ts'],
  // Many at once, through the API and the desk's own form.
  'desk/import-redirects.ts': ['press/redirect-calls.ts', 'press/roles.ts', ...BELOW_DEPARTMENTS],
  'desk/address-report.ts': ['press/redirect-calls.ts', 'readership/calls.ts', ...BELOW_DEPARTMENTS],
  // Editors see a creative as readers do.
  'desk/pages/campaigns/': [...BELOW_DESK_AREAS, 'ads/creative.tsx'],
  'desk/pages/pictures/': [...BELOW_DESK_AREAS, 'pictures/files/', 'pictures/picture-keys.ts', 'pictures/take-down.ts', 'pictures/upload.ts'],
  // Editors look at what is not out before readers do.
  'desk/pages/review/': [...BELOW_DESK_AREAS, 'reader/article-page.tsx', 'reader/updates-for.ts'],
  'desk/pages/story/': [...BELOW_DESK_AREAS, 'reader/article-page.tsx', 'reader/updates-for.ts'],
  'desk/pages/front/': [...BELOW_DESK_AREAS, 'reader/compose-front.ts', 'reader/front-page.tsx'],
  // They run in the browser.
  'desk/scripts/': ['copy/', 'page/scripts/trusted-types.ts'],
  ...EDITOR_FOLDERS,
  'desk/writing/': ['desk/', EDITOR, 'desk/scripts/checks-worker.ts', 'copy/'],
  'desk/scripts/live/': [],
  // Questions are cut and spelt as what they are to find.
  'search/': ['press/search-filler.ts', 'press/search/search-question.ts', ...SEARCH_WORDS, 'copy/', 'edition/within.ts'],
  // Rows of tables, out and in: each object says which.
  'backup/': [],
  'health/': [],
  'readership/': [
    'backup/',
    'health/',
    'edition/fingerprint.ts',
    'edition/within.ts',
    'press/most-read-calls.ts',
    'copy/old-address.ts',
    'copy/old-address-header.ts',
    'copy/shapes/',
    'edge/network.ts',
    'edge/rate-limit.ts',
  ],
  'feeds/': [...BELOW_DEPARTMENTS, 'press/calls.ts'],
  'newsletter/': [
    'backup/calls.ts',
    'health/',
    'newsletter/archive/',
    'newsletter/delivery/',
    'newsletter/list/',
    'newsletter/subscribers/',
    'newsletter/words/',
    'newsletter/calls.ts',
    ...BELOW_DEPARTMENTS,
  ],
  'newsletter/calls.ts': ['backup/', 'health/'],
  'newsletter/archive/': ['newsletter/answers.tsx', 'newsletter/calls.ts', 'newsletter/letters/', 'newsletter/words/', ...BELOW_DEPARTMENTS],
  'newsletter/list/': [
    'backup/',
    'health/',
    'newsletter/calls.ts',
    'newsletter/delivery/',
    'newsletter/sending/',
    'newsletter/subscribers/',
    ...BELOW_DEPARTMENTS,
  ],
  'newsletter/sending/': [
    'backup/',
    'health/',
    'newsletter/calls.ts',
    'newsletter/delivery/',
    'newsletter/letters/',
    'newsletter/list/database.ts',
    'newsletter/subscribers/',
    'press/calls.ts',
    'press/webhook-calls.ts',
    ...BELOW_DEPARTMENTS,
  ],
  'newsletter/subscribers/': [
    'newsletter/calls.ts',
    'newsletter/delivery/mailer.ts',
    'newsletter/letters/confirmation.tsx',
    'newsletter/list/database.ts',
    ...BELOW_DEPARTMENTS,
  ],
  // Letters hold only what the press says is published now.
  'newsletter/letters/': ['newsletter/calls.ts', 'newsletter/subscribers/confirmations.ts', 'newsletter/words/', 'press/calls.ts', ...BELOW_DEPARTMENTS],
  'newsletter/delivery/': ['edge/', 'edition/within.ts'],
  'newsletter/words/': [],
  'pictures/': ['pictures/files/', ...BELOW_DEPARTMENTS],
  'pictures/files/': [],
  'pictures/words/': ['pictures/files/', 'copy/'],
  'reader/': ['reader/listings/', ...BELOW_DEPARTMENTS, 'press/calls.ts', ...SEARCH_CALLS, 'ads/placement.ts', 'ads/slot.tsx', 'newsletter/sign-up-form.tsx'],
  'reader/listings/': ['reader/most-read-list.tsx', 'reader/page-number.ts', 'reader/pagination.tsx', 'reader/structured-data.ts', ...BELOW_DEPARTMENTS],

  'page/': ['page/drawings/', 'page/phrases/', 'markup/', 'edge/headers.ts', 'edition/fingerprint.ts', 'copy/', 'build/'],
  'page/drawings/': ['page/phrases/', 'markup/', 'copy/', 'build/'],
  'page/phrases/': ['copy/'],
  // What every JSX element of every department becomes.
  'markup/': [],
  // They run in the browser.
  'page/scripts/': ['page/scripts/trusted-types.ts'],
  // Which policies there are, for scripts of all pages.
  'page/scripts/trusted-types.ts': [],
  'page/scripts/live/': ['page/scripts/trusted-types.ts'],
  'edge/': ['edition/', 'copy/', 'build/'],
  'press/': [
    'press/task.ts',
    'press/access/',
    'press/access-calls.ts',
    'press/backup/',
    'press/pictures/',
    'press/reference/',
    'press/printing/',
    'press/publishing/',
    'press/listings/',
    'press/search/',
    'press/overview/',
    'press/webhooks/',
    'press/writing/',
    'press/ledger/',
    'press/outside.ts',
    ...PRESS_CALLS,
    'press/roles.ts',
    'press/search-filler.ts',
    ...SEARCH_CALLS,
    ...BELOW_PRESS,
  ],
  'press/calls.ts': [
    'press/access-calls.ts',
    'press/reference-calls.ts',
    'press/roles.ts',
    'press/search-filler.ts',
    'press/sitemap-entry.ts',
    'press/work-refusals.ts',
    ...BELOW_PRESS,
  ],
  'press/search-filler.ts': BELOW_PRESS,
  'press/sitemap-entry.ts': BELOW_PRESS,
  'press/access-calls.ts': ['press/roles.ts'],
  'press/backup-calls.ts': ['press/roles.ts', ...BELOW_PRESS],
  'press/work-refusals.ts': [],
  'press/roles.ts': [],
  'press/outside.ts': [],
  'press/webhook-calls.ts': ['press/roles.ts', ...BELOW_PRESS],
  'press/webhooks/': [...PRESS_CALLS, 'press/ledger/', 'press/outside.ts', 'press/printing/', ...BELOW_PRESS],
  'press/reference-calls.ts': ['press/roles.ts', ...BELOW_PRESS],
  'press/redirect-calls.ts': ['press/roles.ts', 'press/reference-calls.ts', ...BELOW_PRESS],
  'press/reference/': [...PRESS_CALLS, 'press/listings/', 'press/ledger/', ...BELOW_PRESS],
  'press/live-calls.ts': ['press/calls.ts', ...BELOW_PRESS],
  'press/most-read-calls.ts': ['press/roles.ts', ...BELOW_PRESS],
  'press/newsroom-calls.ts': ['press/calls.ts', ...BELOW_PRESS],
  'press/writing-calls.ts': ['press/calls.ts', ...BELOW_PRESS],
  'press/picture-calls.ts': ['press/calls.ts', ...BELOW_PRESS],
  // Where a licence ends, the files are told.
  'press/pictures/': [
    ...PRESS_CALLS,
    'pictures/licence-end.ts',
    'press/ledger/',
    'press/listings/',
    'press/publishing/',
    'press/search/',
    ...SEARCH_WORDS,
    ...BELOW_PRESS,
  ],
  'press/overview/': [...PRESS_CALLS, 'press/ledger/', 'press/webhooks/', 'press/search/', ...SEARCH_WORDS, ...BELOW_PRESS],
  'press/writing/': [...PRESS_CALLS, 'press/ledger/', ...BELOW_PRESS],
  // How calls are written down; what carries them out is below.
  'press/task.ts': ['press/calls.ts', 'press/ledger/', 'press/printing/', 'press/publishing/'],
  'press/access/': ['press/access-calls.ts', 'press/calls.ts', 'press/task.ts', 'press/ledger/', ...BELOW_PRESS],
  // The ledger indexes pictures' words, and they are cut as everybody's are.
  'press/ledger/': [...PRESS_CALLS, ...SEARCH_WORDS, ...BELOW_PRESS],
  'press/search/': [...PRESS_CALLS, ...SEARCH_WORDS, 'press/ledger/', ...BELOW_PRESS],
  'press/search/search-letters.ts': [],
  'press/search/search-words.ts': ['press/search/search-letters.ts', ...BELOW_PRESS],
  'press/listings/': [...PRESS_CALLS, 'press/ledger/', 'press/search/', ...SEARCH_WORDS, ...BELOW_PRESS],
  'press/publishing/': [...PRESS_CALLS, 'press/ledger/', 'press/listings/', 'press/reference/', ...BELOW_PRESS],
  // Search is told from here, in words cut as everybody's are.
  'press/printing/': [
    ...PRESS_CALLS,
    ...SEARCH_CALLS,
    ...SEARCH_WORDS,
    'press/ledger/',
    'press/listings/',
    'press/publishing/',
    'press/reference/',
    'press/writing/',
    'press/outside.ts',
    ...BELOW_PRESS,
  ],
  'press/backup/': [...PRESS_CALLS, 'press/ledger/', 'press/listings/', 'press/pictures/', 'press/publishing/', 'press/reference/', ...BELOW_PRESS],
  'edition/': ['copy/'],

  // The newsdesk command speaks HTTP to the API like everybody else. What the API answers of issues has the mailing list's own types.
  'cli/': ['cli/commands.ts', 'cli/commands/completion.ts', 'copy/', 'newsletter/calls.ts'],
  'cli/commands.ts': ['cli/commands/', 'cli/'],
  'cli/commands/': [
    'cli/',
    'cli/moving-in/',
    'cli/moving-out/',
    'cli/commands/letters/',
    'cli/commands/redirects/',
    'cli/commands/style/',
    'cli/commands/subscribers/',
    'cli/commands/webhooks/',
    'copy/',
  ],
  'cli/commands/letters/': ['cli/', 'newsletter/calls.ts'],
  'cli/commands/redirects/': ['cli/', 'copy/'],
  'cli/moving-out/': ['cli/', 'copy/', 'copy/ninjs/'],
  'cli/moving-in/': ['cli/', ...OLD_SYSTEMS, 'copy/'],
  ...Object.fromEntries(OLD_SYSTEMS.map((system) => [system, ['cli/', 'cli/moving-in/', 'copy/', 'copy/ninjs/']])),
  'cli/commands/style/': ['cli/', 'copy/'],
  'cli/commands/subscribers/': ['cli/'],
  'cli/commands/webhooks/': ['cli/', 'copy/shapes/'],
  // Its own files are the gates. Markdown and ninjs import them, they import HTML.
  'copy/': ['copy/html/', 'copy/shapes/', 'copy/text/'],
  'copy/text/': [],
  'copy/shapes/': ['copy/text/'],
  'copy/drawings/': ['copy/shapes/', 'copy/text/'],
  'copy/html/': ['copy/drawings/', 'copy/shapes/', 'copy/text/'],
  'copy/markdown/': ['copy/drawings/', 'copy/html/', ...COPY_PARSERS, 'copy/shapes/', 'copy/text/'],
  'copy/ninjs/': ['copy/markdown/', 'copy/html/', ...COPY_PARSERS, 'copy/shapes/', 'copy/text/'],
  'copy/diff/': ['copy/markdown/', 'copy/shapes/', 'copy/text/'],
  // Editors' pages merge, too.
  'copy/merge/': [],
  'copy/checks/': ['copy/checks/house-style/', 'copy/diff/', ...COPY_PARSERS, 'copy/shapes/', 'copy/text/'],
  'copy/checks/house-style/': [...COPY_PARSERS, 'copy/shapes/', 'copy/text/'],
  'build/': [],
}

/** The Durable Objects and the entry. Everything else is tested without the Workers runtime. */
const RUNS_IN_WORKERS_ONLY = ['worker.ts', 'press/press.ts', 'newsletter/mailing-list.ts', 'readership/readership.ts', 'search/search.ts']

/** A regular expression of these files and folders. */
const under = (names: readonly string[]) => `^src/(?:${names.map((name) => (name.endsWith('/') ? name : `${name.replaceAll('.', '\\.')}$`)).join('|')})`

const names = Object.keys(MAY_IMPORT)

/** A regular expression of a file, or of the files of a folder without those of the folders in it. */
const directlyIn = (name: string) => (name.endsWith('/') ? `${under([name])}[^/]+$` : under([name]))

/** A regular expression of what is this one's and no longer one's. */
function own(name: string) {
  const others = names.filter((other) => other !== name && other.startsWith(name))
  return others.length === 0 ? under([name]) : `(?!${under(others)})${under([name])}`
}

export const IMPORT_RULES: ICruiseOptions = {
  validate: true,
  ruleSet: {
    forbidden: [
      ...names.map((name) => ({
        name: `${name} may import ${MAY_IMPORT[name]?.join(', ') || 'nothing of ours'}`,
        severity: 'error' as const,
        from: { path: own(name) },
        to: { path: '^src/', pathNot: [own(name), ...(MAY_IMPORT[name] ?? []).map((other) => under([other]))] },
      })),
      { name: 'every folder has its line in scripts/import-rules.ts', severity: 'error', from: { path: '^src/', pathNot: names.map(directlyIn) }, to: {} },
      {
        name: 'only Durable Objects and the entry import cloudflare:*',
        severity: 'error',
        from: { pathNot: under(RUNS_IN_WORKERS_ONLY) },
        to: { path: '^cloudflare:' },
      },
      { name: 'nothing in src/ imports what is not deployed', severity: 'error', from: { path: '^src/' }, to: { path: '^(?:bench|demo|scripts|test)/' } },
      { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    ],
  },
  // TypeScript 7 has no API that dependency-cruiser knows.
  parser: 'swc',
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
}
