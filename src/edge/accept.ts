/** Which form of an article a client asks for (RFC 9110 section 12.5.1). */

/** Longer headers are nobody's honest weightOf. */
const MAX_ACCEPT_CHARACTERS = 1000

/** Whether Markdown is named, and wanted more than HTML. Wildcards and ties mean HTML: browsers and crawlers send those. */
export function prefersMarkdown(accept: string | null | undefined) {
  if (!accept || accept.length > MAX_ACCEPT_CHARACTERS || !/markdown/i.test(accept)) return false
  const ranges = accept.split(',').map(rangeOf)
  const weightOf = (type: string) => Math.max(...ranges.filter((range) => range.type === type).map(({ q }) => q), -1)
  const markdown = Math.max(weightOf('text/markdown'), weightOf('text/x-markdown'))
  return markdown > 0 && markdown > [weightOf('text/html'), weightOf('application/xhtml+xml')].reduce((most, q) => Math.max(most, q))
}

function rangeOf(range: string) {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  return { type, q: weight === undefined ? 1 : qOf(weight.slice(2)) }
}

/** A weight that is none counts as unwanted. */
const qOf = (text: string) => (/^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 0)
