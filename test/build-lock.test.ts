import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { underBuildLock } from '../scripts/build-lock.ts'

const lock = () => join(mkdtempSync(join(tmpdir(), 'build-lock-')), 'build.lock')
const soon = () => new Promise((resolve) => setTimeout(resolve, 30))

test('two builds in one folder run one after the other, and the second says that it waits', async () => {
  const path = lock()
  const steps: string[] = []
  const build = (name: string) =>
    underBuildLock(
      path,
      async () => {
        steps.push(`${name} begins`)
        await soon()
        steps.push(`${name} ends`)
      },
      (line) => steps.push(line),
    )
  await Promise.all([build('first'), build('second')])
  expect(steps).toEqual(['first begins', expect.stringContaining('Another build is running'), 'first ends', 'second begins', 'second ends'])
  expect(existsSync(path)).toBe(false)
})

test('a build that fails lets the next one in', async () => {
  const path = lock()
  await expect(underBuildLock(path, () => Promise.reject(new Error('a flaw')))).rejects.toThrow('a flaw')
  expect(await underBuildLock(path, async () => readFileSync(path, 'utf8'))).toBe(String(process.pid))
})

test('a lock whose process was killed is taken over', async () => {
  const path = lock()
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(path, String(pid))
  expect(await underBuildLock(path, async () => 'built')).toBe('built')
})
