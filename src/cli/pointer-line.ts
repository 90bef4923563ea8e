/** From a JSON Pointer (RFC 6901) to the line of the editor's file where that field stands. */
import { lexer } from 'marked'

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

type Frame = { pointer: string; index: number | undefined; key: string | undefined; keyAt: number }

/** Line of every field of a JSON text that parses; a member is where its key is. Keeps its own stack: depth costs nothing. */
export function linesOfJson(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  const lineAt = lineCounter(text)
  const stack: Frame[] = []
  for (const { 0: token, index: at } of text.matchAll(TOKEN)) {
    const frame = stack.at(-1)
    if (token === ':') continue
    if (token === ',') {
      if (frame?.index !== undefined) frame.index++
      else if (frame) frame.key = undefined
    } else if (token === '}' || token === ']') stack.pop()
    else if (frame && frame.index === undefined && frame.key === undefined) {
      frame.key = JSON.parse(token) as string
      frame.keyAt = at
    } else {
      const pointer = frame ? `${frame.pointer}/${escapeStep(frame.index ?? frame.key ?? '')}` : ''
      lines.set(pointer, lineAt(frame && frame.index === undefined ? frame.keyAt : at))
      if (token === '{' || token === '[') stack.push({ pointer, index: token === '[' ? 0 : undefined, key: undefined, keyAt: at })
    }
  }
  return lines
}

const escapeStep = (step: string | number) => String(step).replace(/~/g, '~0').replace(/\//g, '~1')

/** Lines are asked for from top to bottom, so one pass counts them all. */
function lineCounter(text: string) {
  let line = 1
  let from = 0
  return (to: number) => {
    for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) {
      line++
      from = at + 1
    }
    return line
  }
}

/** Front matter by its keys and indentation; the body's n-th block by Markdown's own blocks. */
export function linesOfMarkdown(text: string): Map<string, number> {
  const rows = text.split(/\r?\n/)
  const end = rows[0]?.trim() === '---' ? rows.findIndex((row, at) => at > 0 && row.trim() === '---') : -1
  const lines = end > 0 ? linesOfFrontMatter(rows.slice(1, end)) : new Map<string, number>()
  const bodyLine = end + 2
  lines.set('/body', bodyLine)
  let line = bodyLine
  let block = 0
  for (const token of lexer(rows.slice(end + 1).join('\n'))) {
    // A text that opens with a first-level heading has its headline there.
    if (block === 0 && token.type === 'heading' && token.depth === 1 && !lines.has('/headline')) lines.set('/headline', line)
    else if (token.type !== 'space' && token.type !== 'def') lines.set(`/body/${block++}`, line)
    line += token.raw.split('\n').length - 1
  }
  return lines
}

function linesOfFrontMatter(rows: string[]): Map<string, number> {
  const lines = new Map<string, number>()
  const open: { indent: number; pointer: string; items: number }[] = [{ indent: -1, pointer: '', items: 0 }]
  for (const [at, row] of rows.entries()) {
    const [, space = '', dash = '', key] = /^(\s*)(-\s+)?(?:"?([\w-]+)"?\s*:(?=\s|$))?/.exec(row) ?? []
    if (!dash && !key) continue
    const line = at + 2
    const close = (indent: number) => {
      while (open.length > 1 && (open.at(-1)?.indent ?? 0) >= indent) open.pop()
    }
    if (dash) {
      close(space.length + 0.5)
      const list = open.at(-1)
      const pointer = `${list?.pointer}/${list ? list.items++ : 0}`
      lines.set(pointer, line)
      open.push({ indent: space.length + 0.5, pointer, items: 0 })
    }
    if (key) {
      const indent = space.length + dash.length
      close(indent)
      const pointer = `${open.at(-1)?.pointer}/${key}`
      lines.set(pointer, line)
      open.push({ indent, pointer, items: 0 })
    }
  }
  return lines
}
