/**
 * Where a text stops being JSON (RFC 8259): the offset of the first piece that cannot stand there, or the text's length
 * when it just ends. V8's own message leaves the place out for most faults.
 */
const TOKEN = /[ \t\n\r]+|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/y

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end'

export function jsonFault(text: string): number {
  const open: string[] = []
  let expected: Expected = 'value'
  const token = new RegExp(TOKEN)
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at
    const found = token.exec(text)?.[0]
    if (found === undefined) return at
    if (/^[ \t\n\r]/.test(found)) continue
    const next = after(found, expected, open)
    if (!next) return at
    expected = next
  }
  return text.length
}

function after(token: string, expected: Expected, open: string[]): Expected | undefined {
  if (token === '}' || token === ']') {
    const empty = token === '}' ? 'key-or-end' : 'value-or-end'
    return (expected === 'comma-or-end' || expected === empty) && open.pop() === token ? 'comma-or-end' : undefined
  }
  if (expected === 'comma-or-end') return token === ',' && open.length > 0 ? (open.at(-1) === '}' ? 'key' : 'value') : undefined
  if (expected === 'colon') return token === ':' ? 'value' : undefined
  if (expected === 'key' || expected === 'key-or-end') return token.startsWith('"') ? 'colon' : undefined
  if (token === ',' || token === ':') return undefined
  if (token !== '{' && token !== '[') return 'comma-or-end'
  open.push(token === '{' ? '}' : ']')
  return token === '{' ? 'key-or-end' : 'value-or-end'
}
