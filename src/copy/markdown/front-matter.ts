/** Fields → YAML front matter. Plain data only; every text that YAML could read as something else is quoted. */
export const writeFrontMatter = (fields: Record<string, unknown>) => `---\n${writeFields(fields, '')}---\n`

function writeFields(fields: Record<string, unknown>, indent: string): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${indent}${needsNoQuotes(key) ? key : quote(key)}:${writeValue(value, indent)}`)
    .join('')
}

function writeValue(value: unknown, indent: string): string {
  if (Array.isArray(value)) return value.length > 0 ? `\n${value.map((item) => writeItem(item, indent)).join('')}` : ' []\n'
  if (typeof value === 'object' && value !== null) return isEmpty(value) ? ' {}\n' : `\n${writeFields(value as Record<string, unknown>, `${indent}  `)}`
  return ` ${writeScalar(value)}\n`
}

/** A list's items stand in line with its key, a map's first field beside its dash. */
function writeItem(item: unknown, indent: string): string {
  if (Array.isArray(item)) return `${indent}- ${JSON.stringify(item)}\n`
  if (typeof item !== 'object' || item === null) return `${indent}- ${writeScalar(item)}\n`
  return isEmpty(item) ? `${indent}- {}\n` : `${indent}- ${writeFields(item as Record<string, unknown>, `${indent}  `).trimStart()}`
}

const isEmpty = (value: object) => Object.values(value).every((field) => field === undefined)

const writeScalar = (value: unknown) => (typeof value === 'string' && needsNoQuotes(value) ? value : quote(value))

/** Words joined by hyphens and times in UTC need no quotes; whatever some YAML reads as a number, a date or a truth does. */
const needsNoQuotes = (text: string) =>
  /^(?!(?:true|false|null|yes|no|on|off|y|n|nan|inf)$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/i.test(text) || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)

/** JSON is YAML, but for a few characters that YAML does not print. */
const quote = (value: unknown) =>
  (JSON.stringify(value) ?? 'null').replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
