/** XMP (ISO 16684-1): RDF in XML, of which as much is read as descriptions of pictures use. Names are told by their namespaces, whatever the prefix. */
import { Parser } from 'htmlparser2'

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const PREFIXES: Readonly<Record<string, string>> = {
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://ns.adobe.com/photoshop/1.0/': 'photoshop',
  'http://ns.adobe.com/xap/1.0/rights/': 'xmpRights',
  'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/': 'core',
  'http://iptc.org/std/Iptc4xmpExt/2008-02-29/': 'ext',
  'http://ns.useplus.org/ldf/xmp/1.0/': 'plus',
  [RDF]: 'rdf',
}

export type XmpValue = { text: string; lang?: string }
/** By the property's name, `dc:rights`; a structure's field by both names, `plus:Licensor/plus:LicensorURL`. */
export type Xmp = Map<string, XmpValue[]>

/** Nothing we read lies deeper; and what goes on and on is there to keep us busy. */
const MAX_DEPTH = 12
const ABSURD_DEPTH = 100
const MAX_VALUES = 2000

type Open = { name: string; text: string; lang: string | undefined; spaces: Map<string, string> | undefined }

export function readXmp(xml: string): Xmp {
  const found: Xmp = new Map()
  const open: Open[] = []
  let values = 0
  const add = (path: string, value: XmpValue) => {
    if (!path || !value.text.trim() || ++values > MAX_VALUES) return
    found.set(path, [...(found.get(path) ?? []), { ...value, text: value.text.trim() }])
  }
  const spaceOf = (prefix: string) => {
    for (let at = open.length - 1; at >= 0; at--) {
      const space = open[at]?.spaces?.get(prefix)
      if (space !== undefined) return space
    }
    return undefined
  }
  const nameOf = (qualified: string) => {
    const [prefix = '', local = ''] = qualified.split(':')
    return `${PREFIXES[spaceOf(prefix) ?? ''] ?? '?'}:${local}`
  }
  const parser = new Parser(
    {
      onopentag(qualified, attributes) {
        const spaces = Object.entries(attributes).filter(([name]) => name.startsWith('xmlns:'))
        open.push({
          name: '',
          text: '',
          lang: attributes['xml:lang'],
          spaces: spaces.length > 0 ? new Map(spaces.map(([name, uri]) => [name.slice(6), uri])) : undefined,
        })
        const it = open.at(-1) as Open // Pushed in the line above.
        if (open.length > ABSURD_DEPTH) throw new TooDeep()
        if (open.length > MAX_DEPTH) return
        it.name = nameOf(qualified)
        const path = pathOf(open)
        for (const [name, text] of Object.entries(attributes)) {
          if (/^xml(?:ns)?(?::|$)/.test(name)) continue
          const known = nameOf(name)
          if (known === 'rdf:resource') add(path, { text })
          else if (!known.startsWith('rdf:') && isInRdf(open)) add(path ? `${path}/${known}` : known, { text })
        }
      },
      ontext(text) {
        const it = open.at(-1)
        if (it && open.length <= MAX_DEPTH) it.text += text
      },
      onclosetag() {
        const it = open.at(-1)
        if (it && open.length <= MAX_DEPTH && isInRdf(open)) add(pathOf(open), { text: it.text, ...(it.lang && { lang: it.lang }) })
        open.pop()
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  try {
    parser.end(xml)
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error
  }
  return found
}

class TooDeep extends Error {}

const isInRdf = (open: readonly Open[]) => open.some(({ name }) => name === 'rdf:Description')

/** The names from the description down, without RDF's own; a description within another belongs to a structure. */
function pathOf(open: readonly Open[]): string {
  const from = open.findIndex(({ name }) => name === 'rdf:Description')
  return from < 0
    ? ''
    : open
        .slice(from + 1)
        .map(({ name }) => name)
        .filter((name) => !name.startsWith('rdf:'))
        .join('/')
}

/** In the language that stands for all, or the first. */
export const textIn = (xmp: Xmp, name: string): string | undefined => {
  const values = xmp.get(name)
  return (values?.find(({ lang }) => lang === 'x-default') ?? values?.[0])?.text
}
