import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { tagOf } from '../../api.ts'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { counted } from '../../counted.ts'
import { EXIT, usageError } from '../../exit-error.ts'
import { nextStepLines } from '../../next-steps.ts'
import type { Problem } from '../../problem.ts'
import { ifMatch, isStale } from '../../replace-value.ts'
import { shellWord } from '../../shell-word.ts'
import { refuse } from '../../state-change.ts'

export const addImport: AddSubcommand = (group, run) =>
  group
    .command('import')
    .description('Replace the rules of house style by those of a CSV file (editors)')
    .argument('<file>', 'CSV; the first line must name the columns wrong and right, and can name why, lang and pattern')
    .option('--replace', 'replace the rules even if someone has changed them since the file was exported')
    .addHelpText('after', '\nIf one rule is wrong, nothing is replaced.\n\nExample:\n  newsdesk style import style.csv')
    .action(run((context, file, { replace = false }) => importFrom(context, file, replace)))

async function importFrom(context: CommandContext, file: string, replace: boolean) {
  const { api, records, environment, print } = context
  const path = resolve(environment.cwd, file)
  const body = await readFile(path, 'utf8').catch(() => {
    throw usageError(`The file "${file}" doesn’t exist.`)
  })
  const known = replace ? undefined : ((await records.tagOf(path)) ?? (await tagOfNone(context)))
  if (known === undefined && !replace) return refuseOther(context, file)
  const reply = await api.ask<{ rules: number }>('PUT', '/api/house-style.csv', { body, type: 'text/csv', ...ifMatch(known) })
  if (isStale(reply)) return refuseOther(context, file)
  if (!reply.ok) return refuseRules(context, file, reply.problem)
  const tag = tagOf(reply)
  if (tag !== undefined) await records.saveTag(path, tag)
  print.result({ file, ok: true, ...reply.value }, `${file}  ${counted(reply.value.rules, 'rule')}`)
  return EXIT.ok
}

/** Where there are no rules yet, a file from anywhere takes nobody's place. */
async function tagOfNone({ api }: CommandContext) {
  const reply = await api.ask<{ rules?: unknown[] }>('GET', '/api/house-style')
  return reply.ok && reply.value.rules?.length === 0 ? tagOf(reply) : undefined
}

function refuseOther(context: CommandContext, file: string) {
  const detail = 'nothing was replaced: the site has other rules than this file started from.'
  refuse(context, { file }, { status: 412, detail, flaws: [] }, [
    `${file}: ${detail}`,
    ...nextStepLines([
      ['Start from them', context.api.command('style export FILE')],
      ['Replace them anyway', context.api.command(`style import ${shellWord(file)} --replace`)],
    ]),
  ])
  return EXIT.refused
}

/** Pointers name lines of the file: `/line/4/wrong`. */
function refuseRules(context: CommandContext, file: string, problem: Problem) {
  const lines = problem.flaws.map(({ pointer, message }) => `${file}:${/^\/line\/(\d+)/.exec(pointer)?.[1] ?? 1}: ${message.replace(/^Line \d+: /, '')}`)
  refuse(context, { file }, problem, lines.length > 0 ? lines : [`${file}: ${problem.detail}`])
  return EXIT.refused
}
