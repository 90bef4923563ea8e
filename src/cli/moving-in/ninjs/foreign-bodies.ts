/** Bodies of ninjs that are NITF or other XML: where an item has no other text, they are read as HTML. */
import { type Item, type JsonObject, recordsOf, trimmedText } from '../../../copy/ninjs/item.ts'

/** ninjs 1 names the form in the property (`body_nitf`), 3 in the media type. */
const formsOf = (item: Item): { form: string; text: string }[] => {
  const bodies = recordsOf(item.bodies).map((body): [unknown, unknown] => [body.contentType ?? body.contenttype, body.value])
  const older = Object.entries(item).flatMap(([name, value]): [unknown, unknown][] => (/^body_?\w+$/i.test(name) && name !== 'bodies' ? [[name, value]] : []))
  return [...bodies, ...older].flatMap(([form, value]) => {
    const text = trimmedText(value)
    return text ? [{ form: String(form ?? ''), text }] : []
  })
}

/** By what they are called: to read them all would cost as much again as the import. */
const isReadable = ({ form }: { form: string }) => form === '' || /html|markdown|^text\/plain|^text$|^plain$|^body_?text$/i.test(form)

export function withReadableBody(item: Item): Item {
  const forms = formsOf(item)
  if (forms.length === 0 || forms.some(isReadable)) return item
  const marked = forms.filter(({ form, text }) => /nitf|xml/i.test(form) && text.startsWith('<'))
  const bodies: JsonObject[] = marked.map(({ text }) => ({ role: 'main', contentType: 'text/html', value: htmlFromNitf(text) }))
  return bodies.length > 0 ? { ...item, bodies: [...recordsOf(item.bodies), ...bodies] } : item
}

/** In words, of a text that is there and can't be read; nothing where it can, or where there is none. */
export function unreadableBody(item: Item): string | undefined {
  const forms = formsOf(item)
  if (forms.length === 0 || forms.some(isReadable)) return undefined
  return `Its text is in a form that can’t be read (${[...new Set(forms.map(({ form }) => form || 'of no type'))].join(', ').slice(0, 200)}).`
}

/** What stands outside of `body.content` the item says itself. */
function htmlFromNitf(xml: string): string {
  const content = /<(?:\w+:)?body\.content\b[^<>]*>([\s\S]*)<\/(?:\w+:)?body\.content>/.exec(xml)?.[1]
  return (content ?? xml.replace(/<(?:\w+:)?(?:head|body\.head|body\.end)\b[\s\S]*?<\/(?:\w+:)?(?:head|body\.head|body\.end)>/g, ''))
    .replace(/<(\/?)(?:\w+:)?hl[12]\b[^<>]*>/g, '<$1h3>')
    .replace(/<(\/?)(?:\w+:)?(?:block|body|nitf|tagline|note)\b[^<>]*>/g, '<$1div>')
}
