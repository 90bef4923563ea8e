/**
 * Writes `docs/dependencies.md`: every package that ships, from the lockfile, with its licence and what it is trusted with. A package without a
 * note, or under a licence that nobody looked at, is an error: `npm run dependencies`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { NOTES, REVIEWED_ON } from './dependency-notes.ts'
import { root } from './run-node.ts'

type Locked = {
  version: string
  license?: string
  integrity?: string
  hasInstallScript?: true
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}
type Package = Locked & { path: string; name: string; via: string }

/** All let anybody use the code in a product, with its notice kept or without. */
const LICENCES = new Set(['0BSD', 'Apache-2.0', 'BSD-0-Clause', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0', 'PSF-2.0', 'Unlicense'])

const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** What `npm ci --omit=dev` brings that our code may load, by the path of each, breadth first. */
export function shippedPackages(): Package[] {
  const locked: Record<string, Locked> = read('package-lock.json').packages
  const { dependencies } = read('package.json') as { dependencies: Record<string, string> }
  const found = new Map<string, Package>()
  const queue = Object.keys(dependencies).map((name) => ({ name, from: '', via: '' }))
  for (const { name, from, via } of queue) {
    const path = pathOf(name, from, locked)
    const entry = path && locked[path]
    if (!path || !entry || found.has(path)) continue
    found.set(path, { ...entry, path, name, via })
    const further = { ...entry.dependencies, ...entry.optionalDependencies }
    queue.push(...Object.keys(further).map((next) => ({ name: next, from: path, via: via || name })))
  }
  return [...found.values()].toSorted((one, other) => (one.path < other.path ? -1 : 1))
}

/** As Node looks for it: beside the one that asks, then further up. */
function pathOf(name: string, from: string, locked: Record<string, Locked>) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = `${folder}${folder && '/'}node_modules/${name}`
    if (locked[path]) return path
    if (!folder) return undefined
  }
}

/** What is wrong with them, in words. */
export function faultsOf(packages: readonly Package[]): string[] {
  const direct = packages.filter(({ via }) => via === '').map(({ name }) => name)
  return [
    ...direct.filter((name) => !NOTES[name]).map((name) => `${name} has no note in scripts/dependency-notes.ts.`),
    ...Object.keys(NOTES)
      .filter((name) => !direct.includes(name))
      .map((name) => `${name} has a note, but is no dependency.`),
    ...packages.filter(({ license }) => !LICENCES.has(license ?? '')).map(({ name, license }) => `${name} is under ${license}, which nobody has looked at.`),
    ...packages.filter(({ integrity }) => !integrity?.startsWith('sha512-')).map(({ name }) => `${name} has no SHA-512 in the lockfile.`),
    ...packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => `${name} runs a script when it is installed.`),
  ]
}

export function renderDependencies(packages: readonly Package[]) {
  const direct = packages.filter(({ via }) => via === '')
  const others = packages.filter(({ via }) => via !== '')
  return `# Dependencies

Written by \`npm run dependencies\` from \`package-lock.json\` and \`scripts/dependency-notes.ts\`; \`test/dependencies.test.ts\` fails if they differ. ${direct.length} packages
that we name and ${others.length} that they bring ship with the Worker, its pages or the \`newsdesk\` command. All have exact versions, a SHA-512 in the lockfile, a
licence that asks for no more than its notice, and no script that runs when they are installed. What is used in development only isn't listed.

**Reviewed on ${REVIEWED_ON}.** On that day each package that we name was at its newest version, but string-width. \`npm audit\` wasn't available where the
review was made; advisories were looked for by name in public databases, for the packages that read what others wrote. "None found" is no more
than that, and "not looked for" stands where a package is given nothing that strangers write. Run \`npm audit --omit=dev\` where you can, and \`npm outdated\`, before every release.

## Named by us

| package | version | licence | runs in | what it is given | advisories |
| --- | --- | --- | --- | --- | --- |
${direct.map(({ name, version, license }) => `| ${name} | ${version} | ${license} | ${NOTES[name]?.runs} | ${NOTES[name]?.touches} | ${NOTES[name]?.advisories ?? 'not looked for'} |`).join('\n')}

## Brought by them

| package | version | licence | by |
| --- | --- | --- | --- |
${others.map(({ path, version, license, via }) => `| ${path.replace(/^node_modules\//, '').replaceAll('/node_modules/', ' → ')} | ${version} | ${license} | ${via} |`).join('\n')}
`
}

if (import.meta.main) {
  const packages = shippedPackages()
  const faults = faultsOf(packages)
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exit(1)
  writeFileSync(join(root, 'docs/dependencies.md'), renderDependencies(packages))
  console.log(`docs/dependencies.md: ${packages.length} packages.`)
}
