import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/run-node.ts'
import { atTheDesk } from './at-the-desk.ts'

/** As an operator would type it on a bad day. */
const COMMANDS = [...new Set([...readFileSync(join(root, 'docs/operations.md'), 'utf8').matchAll(/`newsdesk ([^`\n]+)`/g)].map(([, words = '']) => words))]

/** What the command line says before it asks anybody. */
const WRONG_USAGE = /unknown (?:option|command)|required (?:option|argument)|missing|too many arguments|excess|see newsdesk .* --help/i

test.each(COMMANDS)('newsdesk %s is a command that there is, with all that it needs', async (words) => {
  const args = [...words.matchAll(/"[^"]*"|\S+/g)].map(([word]) => word.replace(/^"|"$/g, '').replace('LIST/ISSUE', 'daily/2026-11-26').replace(/^N$/, '1'))
  const desk = await atTheDesk()
  desk.api.before = () => Response.json({ detail: 'Not now.' }, { status: 409 })
  const { err } = await desk.newsdesk(args)
  expect(err).not.toMatch(WRONG_USAGE)
})

test('there are commands in the runbooks', () => {
  expect(COMMANDS.length).toBeGreaterThan(12)
})
