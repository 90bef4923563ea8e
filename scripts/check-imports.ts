/** `node scripts/check-imports.ts [folder]`: which imports of `src/`, in this folder or another, are against the rules. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { IMPORT_RULES } from './import-rules.ts'

const folder = process.argv[2] ?? process.cwd()
const { modules, summary } = (await cruise(['src'], { ...IMPORT_RULES, baseDir: folder })).output as ICruiseResult

const found = [
  ...summary.violations.map(({ from, to, cycle, rule }) => `${[from, ...(cycle?.map(({ name }) => name) ?? [to])].join(' → ')}: ${rule.name}`),
  ...modules
    .filter(({ source }) => source.startsWith('src/') && !source.endsWith('.d.ts') && hasHiddenImport(source))
    .map(({ source }) => `${source}: imports types by "import type" alone`),
]
for (const line of found) console.log(line)
console.log(`${modules.length} files, ${found.length} imports against the rules.`)
process.exitCode = found.length === 0 ? 0 : 1

/** A type written as `import('./file.ts').Name`, which dependency-cruiser does not see. */
function hasHiddenImport(source: string) {
  return /(?<!await |=> )\bimport\(\s*['"]/.test(readFileSync(join(folder, source), 'utf8'))
}
