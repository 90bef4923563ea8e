/** `npm start`, as far as it answers without starting anything. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const start = (...args: string[]) => spawnSync(process.execPath, [join(import.meta.dirname, '../scripts/start.ts'), ...args], { encoding: 'utf8' })

test('who asks npm start for help gets its options, and no site', () => {
  expect(start('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--persist DIR'), stderr: '' })
})

test('who mistypes an option of npm start is told which there are, without a stack trace', () => {
  const { status, stderr } = start('--port', '9000')
  expect(status).toBe(2)
  expect(stderr).toMatch(/^Unknown option '--port'\.\n\nUsage: PORT=9000 npm start/)
  expect(stderr).not.toContain('    at ')
})
