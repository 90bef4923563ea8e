import { resolve } from 'node:path'
import { parseWith } from '../../copy/parse.ts'
import { Site } from '../../copy/shapes/site.ts'
import { tagOf } from '../api.ts'
import type { Command, Desk } from '../command.ts'
import { EXIT, Stop, usage } from '../exit.ts'
import { readJsonFile } from '../json-file.ts'
import { problemLines } from '../print.ts'
import { shellWord } from '../shell-word.ts'
import { answered, refuse } from '../state-change.ts'
import { saysOtherwise, writeWhole } from '../whole-file.ts'
import { putWhole } from '../whole-value.ts'

export const site: Command = {
  name: 'site',
  takes: '[FILE | --out FILE] [--replace]',
  does: 'Set the name, sections and settings of the site, or show them',
  example: 'newsdesk site --out site.json\nnewsdesk site site.json',
  options: {
    out: { type: 'string', value: 'FILE', help: 'write the settings to a file to edit from' },
    replace: { type: 'boolean', help: 'set what the file says, whatever somebody changed since; with --out, write over a file that is there' },
  },
  run: (desk) => {
    const [file] = desk.args
    const out = desk.text('out')
    if (file && out) throw usage('Give a file to set the site from, or --out FILE to write one.')
    return file ? set(desk, file) : out ? writeTo(desk, out) : show(desk)
  },
}

async function show(desk: Desk) {
  return answered(desk, 'site', await desk.api.ask('GET', '/api/site'), (value) => desk.print.result(value, ...JSON.stringify(value, null, 2).split('\n')))
}

async function writeTo(desk: Desk, out: string) {
  const reply = await desk.api.ask('GET', '/api/site')
  if (!reply.ok) return answered(desk, 'site', reply, () => {})
  const path = resolve(desk.world.cwd, out)
  const text = `${JSON.stringify(reply.value, null, 2)}\n`
  if (!desk.isOn('replace') && (await saysOtherwise(path, text)))
    throw new Stop(EXIT.refused, `${out}: this file is there already and says something else. Write to another place, or over it with --replace.`)
  await writeWhole(path, text).catch((error: Error) => {
    throw new Stop(EXIT.refused, `"${out}" cannot be written (${error.message}).`)
  })
  const tag = tagOf(reply)
  if (tag !== undefined) await desk.records.keepTag(path, tag)
  desk.print.result({ ok: true, file: out }, `${out}  the settings as they are now`)
  return EXIT.ok
}

async function set(desk: Desk, file: string) {
  const { value, place } = await readJsonFile(file, desk.world.cwd)
  const reply = await putWhole<{ stale?: string[]; notes?: string[] }, unknown>(desk, {
    file: resolve(desk.world.cwd, file),
    at: '/api/site',
    body: value,
    normal: (settings) => {
      const parsed = parseWith(Site, settings)
      return parsed.ok ? parsed.value : settings
    },
  })
  if (reply.ok) {
    desk.print.result({ file, ok: true, ...reply.value }, `${file}  the site is set`)
    for (const note of reply.value.notes ?? []) desk.print.remark(`${file}: ${note}`)
    return EXIT.ok
  }
  if ('problem' in reply) refuse(desk, { file }, reply.problem, problemLines(file, reply.problem, place))
  else {
    const why = reply.knew
      ? 'the settings were changed since this file was current'
      : 'the site is set already, and nothing says that this file started from it'
    const detail = `nothing was replaced: ${why}. They differ in ${reply.differs.join(', ')}.`
    const ways = `  See them: newsdesk site   Go on from them: newsdesk site --out FILE   Set this file all the same: newsdesk site ${shellWord(file)} --replace`
    refuse(desk, { file, differs: reply.differs }, { status: 412, detail, flaws: [] }, [`${file}: ${detail}`, ways])
  }
  return EXIT.refused
}
