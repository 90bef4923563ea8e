/** Where a text stops being JSON (RFC 8259): the offset of the first character that is not allowed there. */

const LITERAL = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end'

export function findJsonError(text: string): number {
  const open: ('{' | '[')[] = []
  let awaited: Expected = 'value'
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const char = text[at]
    const inside = open.at(-1)
    if (awaited === 'comma-or-end' && inside === undefined) return at
    if (char === '}' || char === ']') {
      if (inside !== (char === '}' ? '{' : '[') || !awaited.endsWith('-or-end')) return at
      open.pop()
      awaited = 'comma-or-end'
      at++
    } else if (char === ',' || char === ':') {
      if (awaited !== (char === ',' ? 'comma-or-end' : 'colon')) return at
      awaited = char === ':' || inside === '[' ? 'value' : 'key'
      at++
    } else if (char === '"') {
      if (awaited === 'colon' || awaited === 'comma-or-end') return at
      const end = findStringEnd(text, at)
      if (end < 0) return -end
      awaited = awaited.startsWith('key') ? 'colon' : 'comma-or-end'
      at = end
    } else {
      if (!awaited.startsWith('value')) return at
      if (char === '{' || char === '[') {
        open.push(char)
        awaited = char === '{' ? 'key-or-end' : 'value-or-end'
        at++
      } else {
        LITERAL.lastIndex = at
        if (!LITERAL.test(text)) return at
        awaited = 'comma-or-end'
        at = LITERAL.lastIndex
      }
    }
  }
  return text.length
}

/** After the closing quote; or, negated, where the string breaks. A string never begins at its own fault, so this is never 0. */
function findStringEnd(text: string, from: number) {
  for (let at = from + 1; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (code === 0x22) return at + 1
    if (code < 0x20) return -at
    if (code !== 0x5c) {
      at++
      continue
    }
    ESCAPE.lastIndex = at
    if (!ESCAPE.test(text)) return -at
    at = ESCAPE.lastIndex
  }
  return -text.length
}

function skipSpace(text: string, from: number) {
  let at = from
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++
  return at
}
