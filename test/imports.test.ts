import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { root, runNode } from '../scripts/run-node.ts'

let tree: string
beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'dateline-imports-'))
})
afterEach(() => rmSync(tree, { recursive: true }))

/** What the check says of a source tree of these files. */
async function checkImports(files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  return runNode([join(root, 'scripts/check-imports.ts'), tree])
}

const READER = { 'src/reader/page.tsx': 'export const Page = () => <p>import</p>' }

describe('the check of imports', () => {
  test('lets them run down, and across where that is named', async () => {
    const { code, output } = await checkImports({
      'src/site.tsx': "import { Page } from './reader/page.tsx'\nexport const site = Page",
      'src/reader/page.tsx':
        "import { Slot } from '../ads/slot.tsx'\nimport type { Name } from '../copy/name.ts'\nexport const Page = (name: Name) => Slot(name)",
      'src/ads/slot.tsx': "import type { Name } from '../copy/name.ts'\nexport const Slot = (name: Name) => <p>{name}</p>",
      'src/copy/name.ts': 'export type Name = string',
    })
    expect(output).toBe('4 files, 0 imports against the rules.\n')
    expect(code).toBe(0)
  })

  test.each([
    ['a plain import', "import { Page } from '../reader/page.tsx'\nexport const up = Page"],
    ['a type alone', "import type { Page } from '../reader/page.tsx'\nexport type Up = typeof Page"],
    ['a lazy import', "export const up = async () => (await import('../reader/page.tsx')).Page"],
    ['an export of what is elsewhere', "export { Page } from '../reader/page.tsx'"],
  ])('refuses %s that runs up', async (_, text) => {
    const { code, output } = await checkImports({ ...READER, 'src/page/card.ts': text })
    expect(output).toContain('src/page/card.ts → src/reader/page.tsx: page/ may import')
    expect(code).toBe(1)
  })

  test.each([
    ['from one department to another', 'src/feeds/rss.ts', "import '../reader/page.tsx'", READER, 'feeds/ may import'],
    ['into a folder from the files below it', 'src/copy/calendar.ts', "import './markdown/lexer.ts'", { 'src/copy/markdown/lexer.ts': '' }, 'copy/ may import'],
    [
      'from a folder to the files above it',
      'src/pictures/files/png.ts',
      "import '../canvas.ts'",
      { 'src/pictures/canvas.ts': '' },
      'pictures/files/ may import',
    ],
    [
      'of one command by what all commands share',
      'src/cli/edit-article.ts',
      "import './commands/get.ts'",
      { 'src/cli/commands/get.ts': '' },
      'cli/ may import',
    ],
    ['of what is not deployed', 'src/edge/log.ts', "import '../../scripts/run-node.ts'", { 'scripts/run-node.ts': '' }, 'nothing in src/ imports'],
    ['into the press past its calls', 'src/reader/search.ts', "import '../press/ledger.ts'", { 'src/press/ledger.ts': '' }, 'reader/ may import'],
    [
      'of what only Workers have',
      'src/edition/edition.ts',
      "import { env } from 'cloudflare:workers'\nexport { env }",
      {},
      'only Durable Objects and the entry',
    ],
    ['from a folder that has no rule yet', 'src/live/live.ts', "import '../copy/name.ts'", { 'src/copy/name.ts': '' }, 'every folder has its line'],
    ['from a folder within one, that has no rule yet', 'src/reader/live/live.ts', "import '../page.tsx'", READER, 'every folder has its line'],
    [
      'of a type that is written where it stands',
      'src/copy/list.ts',
      "export type Up = import('../press/calls.ts').Calls",
      { 'src/press/calls.ts': '' },
      'imports types by',
    ],
  ])('refuses an import %s', async (_, path, text, others, rule) => {
    const { code, output } = await checkImports({ ...others, [path]: text })
    expect(output).toMatch(new RegExp(`^${path}.*: ${rule}`, 'm'))
    expect(code).toBe(1)
  })

  test('refuses a circle, of types too', async () => {
    const { code, output } = await checkImports({
      'src/edge/one.ts': "import type { Two } from './two.ts'\nexport type One = Two",
      'src/edge/two.ts': "import type { One } from './one.ts'\nexport type Two = One",
    })
    expect(output).toContain('src/edge/one.ts → src/edge/two.ts → src/edge/one.ts: no circles')
    expect(code).toBe(1)
  })
})
