/** What ships is what somebody reviewed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faultsOf, renderDependencies, shippedPackages } from '../scripts/dependencies.ts'
import { root } from '../scripts/run-node.ts'

const packages = shippedPackages()

test('every package that ships has a note or comes with one that has, a known licence, a hash, and runs nothing when it is installed', () => {
  expect(packages.length).toBeGreaterThan(60)
  expect(faultsOf(packages)).toEqual([])
})

test('a package that nobody reviewed, or under another licence, is found', () => {
  const [first] = packages
  if (!first) throw new Error('There are no packages.')
  const made = { ...first, path: 'node_modules/made-up', name: 'made-up', via: '', license: 'GPL-3.0', integrity: 'sha1-x', hasInstallScript: true as const }
  expect(faultsOf([...packages, made])).toHaveLength(4)
})

test('the document says what the lockfile does: otherwise run npm run dependencies', () => {
  expect(readFileSync(join(root, 'docs/dependencies.md'), 'utf8')).toBe(renderDependencies(packages))
})
