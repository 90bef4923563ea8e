/** Ghost's `redirects.json` (`[{from, to, permanent}]`) and `redirects.yaml` (`301: {/from: /to}`). */
import { readFile } from 'node:fs/promises'
import { load } from 'js-yaml'
import { usageError } from '../../exit-error.ts'
import { isRow, rowsOf, textOf } from '../json-rows.ts'
import type { OldItem } from '../old-item.ts'

type Rule = { from: string; to: string; isPermanent: boolean }

/** `idAt`: the story at a path of the old site. */
export async function* redirectItems(file: string, site: string, idAt: ReadonlyMap<string, string>): AsyncGenerator<OldItem> {
  for (const [at, rule] of (await rulesIn(file)).entries()) {
    const common = { id: `redirect ${at + 1} ${rule.from}`, what: 'redirect', title: rule.from, place: `${file.split(/[\\/]/).at(-1)} rule ${at + 1}` }
    const path = plainPath(rule.from)
    if (path === undefined) {
      yield { ...common, kind: 'left-out', why: `“${rule.from}” is a pattern. Redirects here are from one address each.`, isLoss: true }
      continue
    }
    const to = rule.to.replace(/^__GHOST_URL__/, '')
    const own = to.startsWith(site) ? to.slice(site.length) : to
    yield {
      ...common,
      kind: 'redirect',
      from: `${site}${path}`,
      to: idAt.get(own.replace(/\/$/, '')) ?? own,
      status: 301,
      ...(!rule.isPermanent && { notes: ['It was temporary there and is lasting here.'] }),
    }
  }
}

async function rulesIn(file: string): Promise<Rule[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw usageError(`There is no file "${file}".`)
  })
  try {
    // JSON is YAML, too.
    const value: unknown = load(text)
    if (Array.isArray(value)) return rowsOf(value).map((rule) => ({ from: textOf(rule.from), to: textOf(rule.to), isPermanent: rule.permanent === true }))
    const byStatus = isRow(value) ? value : {}
    return ['301', '302'].flatMap((status) => {
      const rules = byStatus[status]
      return isRow(rules) ? Object.entries(rules).map(([from, to]) => ({ from, to: textOf(to), isPermanent: status === '301' })) : []
    })
  } catch (error) {
    throw usageError(`${file} is neither JSON nor YAML: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
  }
}

/** Most rules are regular expressions of one path: `^\/old-post\/?$`. `undefined` for those of many. */
function plainPath(from: string): string | undefined {
  const path = from
    .replace(/\\([/.-])/g, '$1')
    .replace(/^\^/, '')
    .replace(/(?:\/\?)?\$$/, '')
  return /^\/[^\s*+?()[\]{}|^$\\]*$/.test(path) ? path : undefined
}
