import { resolve } from 'node:path'
import { parseWith } from '../../copy/parse.ts'
import { Site } from '../../copy/site.ts'
import { tagOf } from '../api.ts'
import { hasOtherText, writeFileAtomically } from '../atomic-file.ts'
import type { Command, CommandContext } from '../command.ts'
import { EXIT, ExitError, usageError } from '../exit.ts'
import { readJsonFile } from '../json-file.ts'
import { problemLines } from '../print.ts'
import { putValue } from '../replace-value.ts'
import { shellWord } from '../shell-word.ts'
import { refuse, showReply } from '../state-change.ts'

export const site: Command = {
  name: 'site',
  takes: '[FILE | --out FILE] [--replace]',
  does: 'Set the name, sections and settings of the site, or show them',
  example: 'newsdesk site --out site.json\nnewsdesk site site.json',
  options: {
    out: { type: 'string', value: 'FILE', help: 'write the settings to a file to edit from' },
    replace: { type: 'boolean', help: 'set what the file says, whatever somebody changed since; with --out, write over a file that is there' },
  },
  run: (context) => {
    const [file] = context.args
    const out = context.text('out')
    if (file && out) throw usageError('Give a file to set the site from, or --out FILE to write one.')
    return file ? set(context, file) : out ? writeTo(context, out) : show(context)
  },
}

async function show(context: CommandContext) {
  return showReply(context, 'site', await context.api.ask('GET', '/api/site'), (value) =>
    context.print.result(value, ...JSON.stringify(value, null, 2).split('\n')),
  )
}

async function writeTo(context: CommandContext, out: string) {
  const reply = await context.api.ask('GET', '/api/site')
  if (!reply.ok) return showReply(context, 'site', reply, () => {})
  const path = resolve(context.environment.cwd, out)
  const text = `${JSON.stringify(reply.value, null, 2)}\n`
  if (!context.isOn('replace') && (await hasOtherText(path, text)))
    throw new ExitError(EXIT.refused, `${out}: this file is there already and says something else. Write to another place, or over it with --replace.`)
  await writeFileAtomically(path, text).catch((error: Error) => {
    throw new ExitError(EXIT.refused, `"${out}" cannot be written (${error.message}).`)
  })
  const tag = tagOf(reply)
  if (tag !== undefined) await context.records.saveTag(path, tag)
  context.print.result({ ok: true, file: out }, `${out}  the settings as they are now`)
  return EXIT.ok
}

async function set(context: CommandContext, file: string) {
  const { value, place } = await readJsonFile(file, context.environment.cwd)
  const reply = await putValue<{ stale?: string[]; notes?: string[] }, unknown>(context, {
    file: resolve(context.environment.cwd, file),
    at: '/api/site',
    body: value,
    normal: (settings) => {
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
  else {
    const why = reply.knew
      ? 'the settings were changed since this file was current'
      : 'the site is set already, and nothing says that this file started from it'
    const detail = `nothing was replaced: ${why}. They differ in ${reply.differs.join(', ')}.`
    const ways = `  See them: newsdesk site   Go on from them: newsdesk site --out FILE   Set this file all the same: newsdesk site ${shellWord(file)} --replace`
    refuse(context, { file, differs: reply.differs }, { status: 412, detail, flaws: [] }, [`${file}: ${detail}`, ways])
  }
  return EXIT.refused
}
