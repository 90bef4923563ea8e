/** What Tab offers, in the shells that are installed here. */
import { execFileSync } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SHELL_SCRIPTS } from '../../src/cli/shell-scripts.ts'
import { atTheDesk } from './at-the-desk.ts'

async function offered(words: string[], items: object[] = []) {
  const desk = await atTheDesk()
  desk.api.before = () => Response.json({ items })
  const { lines, code, err } = await desk.newsdesk(['complete', 'bash', '--', ...words])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return lines
}

test.each([
  [['pub'], ['publish']],
  [['pul'], ['pull']],
  [
    ['token', ''],
    ['create', 'list', 'revoke', 'hash'],
  ],
  [['list', '--st'], ['--state']],
  [
    ['list', '--state', ''],
    ['draft', 'scheduled', 'published', 'withdrawn'],
  ],
  [['list', '--state=w'], ['--state=withdrawn']],
  [['list', '--state', '=', 'w'], ['withdrawn']],
  [
    ['list', '--state', '='],
    ['draft', 'scheduled', 'published', 'withdrawn'],
  ],
  [['--url', 'https://news.example', 'token', 'cr'], ['create']],
  [['token', 'create', '--role', 'e'], ['editor']],
  [['publish', 'a', '--if'], ['--if-match']],
  [['publish', '--j'], ['--json']],
  [['get', '--as', 'n'], ['ninjs']],
  [['get', 'a', '--out', ''], [':files']],
  [['put', 'a.md', ''], [':files']],
  [['import', ''], [':files']],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [['list', '--limit', ''], []],
])('%j', async (words, lines) => {
  expect(await offered(words)).toEqual(lines)
})

test('slugs come from the site, and nothing that is no slug', async () => {
  const items = [
    { slug: 'mali-phone-call', headline: 'Calm\n:files\x1b[2J' },
    { slug: 'maghreb', headline: 'H' },
    { slug: 'ma$(reboot)', headline: 'H' },
  ]
  expect(await offered(['publish', 'ma'], items)).toEqual(['mali-phone-call', 'maghreb'])
  expect(await offered(['publish', 'maghreb', 'mali'], items)).toEqual(['mali-phone-call'])
  const desk = await atTheDesk()
  desk.api.before = () => Response.json({ items })
  expect((await desk.newsdesk(['complete', 'fish', '--', 'get', 'mali'])).out).toBe('mali-phone-call\tCalm\\n:files\\u001b[2J\n')
  expect((await desk.newsdesk(['complete', 'zsh', '--', 'get', 'magh'])).out).toBe('maghreb:H\n')
})

test('a site that is slow, broken or shut offers nothing, and says nothing', async () => {
  const desk = await atTheDesk()
  for (const answer of [() => new Response('<h1>', { status: 200 }), () => new Response(null, { status: 503 }), () => new Response(null, { status: 401 })]) {
    desk.api.before = answer
    expect(await desk.newsdesk(['complete', 'bash', '--', 'get', ''])).toMatchObject({ code: 0, out: '', err: '' })
  }
  expect(desk.waits).toEqual([])
})

test('a line being typed does not wait long for a site', async () => {
  const desk = await atTheDesk()
  const hanging: typeof fetch = (_, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
  const began = performance.now()
  expect(await desk.newsdesk(['complete', 'bash', '--', 'get', ''], { fetch: hanging })).toMatchObject({ code: 0, out: '', err: '' })
  expect(performance.now() - began).toBeGreaterThan(1000)
})

/** A newsdesk that offers what it was asked about, and a shell that completes a line. */
const SHELLS = [
  ['bash', ['-c', `source ./script; COMP_WORDS=(newsdesk put "a b"); COMP_CWORD=2; _newsdesk; printf '%s\\n' "\${COMPREPLY[@]}"`]],
  ['fish', ['--no-config', '-c', 'source ./script; complete -C "newsdesk put a"']],
] as const

describe('in a shell', () => {
  for (const [shell, args] of SHELLS) {
    test.skipIf(!isInstalled(shell))(`${shell} offers what newsdesk says, and evaluates none of it`, async () => {
      const { cwd } = await atTheDesk({ 'a file.md': 'x' })
      await writeFile(join(cwd, 'script'), SHELL_SCRIPTS[shell])
      await writeFile(join(cwd, 'newsdesk'), '#!/bin/sh\necho \'a$(touch owned)`touch owned`\'\necho "a*"\necho :files\n')
      await chmod(join(cwd, 'newsdesk'), 0o755)
      const out = execFileSync(shell, args, { cwd, env: { PATH: `${cwd}:${process.env.PATH}`, HOME: cwd }, encoding: 'utf8' })
      expect(out).toContain('a$(touch owned)`touch owned`\n')
      expect(out).toContain('a*\n')
      expect(execFileSync('ls', { cwd, encoding: 'utf8' })).not.toContain('owned')
    })
  }

  test.skipIf(!isInstalled('zsh'))('zsh reads its script without a fault', async () => {
    const { cwd } = await atTheDesk({ script: SHELL_SCRIPTS.zsh })
    expect(execFileSync('zsh', ['-f', '-n', 'script'], { cwd, encoding: 'utf8' })).toBe('')
  })
})

function isInstalled(shell: string) {
  try {
    execFileSync(shell, ['-c', 'true'])
    return true
  } catch {
    // Not on this machine.
    return false
  }
}
