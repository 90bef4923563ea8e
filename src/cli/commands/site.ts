import { resolve } from 'node:path'
import { parseWith } from '../../copy/parse.ts'
import { Site } from '../../copy/shapes/site.ts'
import { tagOf } from '../api.ts'
import { hasOtherText, writeFileAtomically } from '../atomic-file.ts'
import type { AddCommand, CommandContext } from '../command-context.ts'
import { EXIT, ExitError, usageError } from '../exit-error.ts'
import { readJsonFile } from '../json-file.ts'
import { problemLines } from '../problem.ts'
import { putValue, refuseStale } from '../replace-value.ts'
import { shellWord } from '../shell-word.ts'
import { refuse, showReply } from '../state-change.ts'

export const site: AddCommand = (program, run) =>
  program
    .command('site')
    .description('Set the name, sections and settings of the site, or show them')
    .argument('[file]', 'JSON to set the site from')
    .option('--out <file>', 'write the settings to a file to edit from')
    .option('--replace', 'set what the file says, even if someone has changed it since; with --out, overwrite the file')
    .addHelpText('after', '\nExamples:\n  newsdesk site --out site.json\n  newsdesk site site.json')
    .action(
      run((context, file, { out, replace = false }) => {
        if (file && out) throw usageError('Use a file or --out FILE, not both.')
        return file ? set(context, file, replace) : out ? writeTo(context, out, replace) : show(context)
      }),
    )

async function show(context: CommandContext) {
  return showReply(context, 'site', await context.api.ask('GET', '/api/site'), (value) =>
    context.print.result(value, ...JSON.stringify(value, null, 2).split('\n')),
  )
}

async function writeTo(context: CommandContext, out: string, replace: boolean) {
  const reply = await context.api.ask('GET', '/api/site')
  if (!reply.ok) return showReply(context, 'site', reply, () => {})
  const path = resolve(context.environment.cwd, out)
  const text = `${JSON.stringify(reply.value, null, 2)}\n`
  if (!replace && (await hasOtherText(path, text)))
    throw new ExitError(EXIT.refused, `${out}: this file exists and says something else. Choose another name, or overwrite it with --replace.`)
  await writeFileAtomically(path, text).catch((error: Error) => {
    throw new ExitError(EXIT.refused, `"${out}" cannot be written (${error.message}).`)
  })
  const tag = tagOf(reply)
  if (tag !== undefined) await context.records.saveTag(path, tag)
  context.print.result({ ok: true, file: out }, `${out}  the settings as they are now`)
  return EXIT.ok
}

async function set(context: CommandContext, file: string, replace: boolean) {
  const { value, place } = await readJsonFile(file, context.environment.cwd)
  const reply = await putValue<{ stale?: string[]; notes?: string[] }, unknown>(context, {
    file: resolve(context.environment.cwd, file),
    at: '/api/site',
    body: value,
    replace,
    normalise: (settings) => {
      const parsed = parseWith(Site, settings)
      return parsed.ok ? parsed.value : settings
    },
  })
  if (reply.ok) {
    context.print.result({ file, ok: true, ...reply.value }, `${file}  the site is set`)
    for (const note of reply.value.notes ?? []) context.print.remark(`${file}: ${note}`)
    return EXIT.ok
  }
  if ('problem' in reply) refuse(context, { file }, reply.problem, problemLines(file, reply.problem, place))
  else
    refuseStale(context, reply, {
      subject: file,
      facts: { file },
      changed: 'the settings were changed since this file was current',
      other: 'the site is set already, and nothing says that this file started from it',
      ways: [
        ['See them', context.api.command('site')],
        ['Start from them', context.api.command('site --out FILE')],
        ['Set this file anyway', context.api.command(`site ${shellWord(file)} --replace`)],
      ],
    })
  return EXIT.refused
}
