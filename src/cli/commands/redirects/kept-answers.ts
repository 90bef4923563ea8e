/** What a check was answered, line by line, so that one that was interrupted goes on where it was. */
import { appendFile, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { CommandContext } from '../../command-context.ts'
import type { Checked } from './checked-address.ts'

type KeptAnswers = { known(address: string): Checked | undefined; keep(checked: Checked): Promise<Checked> }

/** Of another site nothing is taken, and what failed is asked again. The last line of an interrupted run may be cut off. */
export async function keptAnswers({ environment }: CommandContext, file: string | undefined, site: string): Promise<KeptAnswers> {
  if (file === undefined) return { known: () => undefined, keep: async (checked) => checked }
  const path = resolve(environment.cwd, file)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  if (text !== '' && !text.endsWith('\n')) await appendFile(path, '\n')
  const known = new Map(text.split('\n').flatMap((line) => answerIn(line, site)))
  return {
    known: (address) => known.get(address),
    async keep(checked) {
      await appendFile(path, `${JSON.stringify({ site, ...checked })}\n`)
      return checked
    },
  }
}

function answerIn(line: string, site: string): [string, Checked][] {
  try {
    const { site: of, ...checked } = JSON.parse(line || 'null') as Checked & { site: string }
    return of === site && checked.end !== 'failed' && Array.isArray(checked.hops) ? [[checked.address, checked]] : []
  } catch {
    // It was cut off, or is no line of ours.
    return []
  }
}
