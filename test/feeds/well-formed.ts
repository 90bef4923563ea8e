const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
const TOKEN = /<(?<end>\/?)(?<name>[a-z][\w:.-]*)(?<attributes>(?: [a-z][\w:.-]*="[^"<]*")*)(?<empty>\/?)>|[^<]+/giy

/** Throws unless the text is one well-formed XML 1.0 document, as a strict parser would; returns its elements' names in order. */
export function wellFormed(xml: string) {
  if (!xml.startsWith(DECLARATION)) throw new Error('There is no XML declaration.')
  if (/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(xml)) throw new Error('A character is not allowed in XML 1.0.')
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(xml)) throw new Error('An ampersand stands for nothing.')
  const body = xml.slice(DECLARATION.length).trim()
  const open: string[] = []
  const names: string[] = []
  const prefixes = new Set(['xmlns'])
  let at = 0
  for (const token of body.matchAll(TOKEN)) {
    at = token.index + token[0].length
    const { end, name, attributes = '', empty } = token.groups ?? {}
    if (!name) {
      if (open.length === 0) throw new Error('Text stands outside of the root.')
      continue
    }
    if (end) {
      if (open.pop() !== name) throw new Error(`${name} is closed out of order.`)
      continue
    }
    if (open.length === 0 && names.length > 0) throw new Error('There is a second root.')
    const given = [...attributes.matchAll(/ ([\w:.-]+)=/g)].map(([, attribute = '']) => attribute)
    if (new Set(given).size < given.length) throw new Error(`${name} has an attribute twice.`)
    for (const attribute of given) if (attribute.startsWith('xmlns:')) prefixes.add(attribute.slice(6))
    for (const used of [name, ...given])
      if (used.includes(':') && !prefixes.has(used.split(':')[0] ?? '')) throw new Error(`The namespace of ${used} is not declared.`)
    names.push(name)
    if (!empty) open.push(name)
  }
  if (at !== body.length) throw new Error(`This is no markup: ${body.slice(at, at + 40)}`)
  if (names.length === 0 || open.length > 0) throw new Error(`Left open: ${open}.`)
  return names
}
