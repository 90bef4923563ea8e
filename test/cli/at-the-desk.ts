/** An editor's folder and terminal for a test: writes files, runs the command, remembers what it said. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach } from 'vitest'
import type { Environment } from '../../src/cli/environment.ts'
import { main } from '../../src/cli/main.ts'
import { FakeApi } from './fake-api.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

export async function atTheDesk(files: Record<string, string | object> = {}) {
  const cwd = await mkdtemp(join(tmpdir(), 'newsdesk-'))
  folders.push(cwd)
  const state = await mkdtemp(join(tmpdir(), 'newsdesk-state-'))
  folders.push(state)
  const config = await mkdtemp(join(tmpdir(), 'newsdesk-config-'))
  folders.push(config)
  const api = new FakeApi()
  const waits: number[] = []
  const write = async (name: string, content: string | object) => {
    await mkdir(dirname(join(cwd, name)), { recursive: true })
    await writeFile(join(cwd, name), typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, null, 2))
  }
  for (const [name, content] of Object.entries(files)) await write(name, content)

  async function newsdesk(args: string[], change: Partial<Environment> = {}) {
    let [out, err] = ['', '']
    const code = await main(args, {
      ...environmentFor(cwd),
      fetch: api.fetch,
      stdout: { write: (text) => (out += text) },
      stderr: { write: (text) => (err += text) },
      wait: async (ms) => void waits.push(ms),
      ...change,
      env: { NEWSDESK_STATE: state, XDG_CONFIG_HOME: config, ...(change.env ?? { DATELINE_TOKEN: 'test-token' }) },
    })
    return {
      code,
      out,
      err,
      lines: out.split('\n').filter(Boolean),
      json: () =>
        out
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line)),
    }
  }
  return { api, cwd, state, config, write, newsdesk, waits }
}

/** A machine on which nothing happens. */
export const environmentFor = (cwd: string): Environment => ({
  fetch: async () => Response.error(),
  stdout: { write() {} },
  stderr: { write() {} },
  stdin: (async function* () {})(),
  env: {},
  cwd,
  wait: async () => {},
  now: () => Date.parse('2026-11-26T10:00:00Z'),
  openEditor: async () => 1,
  openBrowser: async () => false,
})

/** An editor who answers each question with the next of these words; `asked` fills with the questions. */
export function answering(...answers: string[]) {
  const asked: string[] = []
  const ask = async (question: string) => {
    asked.push(question)
    return answers.shift() ?? ''
  }
  return { asked, prompt: { ask, askHidden: ask } }
}

export const story = (slug: string, change: object = {}) => ({
  v: 1,
  slug,
  section: 'world',
  headline: `The story of ${slug}`,
  standfirst: 'What happened, in a sentence.',
  publishedAt: '2026-11-10T16:05:00Z',
  topics: [{ slug: 'mali', name: 'Mali' }],
  body: [{ type: 'paragraph', text: 'It happened on Tuesday.' }],
  ...change,
})
