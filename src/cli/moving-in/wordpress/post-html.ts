/** A post's content as its readers got it: blocks, shortcodes and line ends become HTML. */
import { escapeAttribute, escapeText } from '../../../copy/text/escape.ts'
import { decoded } from '../addresses.ts'
import { embedBareAddresses, embedHtml } from '../embeds.ts'
import type { NoteLoss } from '../old-item.ts'
import { withoutBlockComments } from './block-comments.ts'
import type { Attachment, Library } from './library.ts'
import { replaceShortcodes, type Shortcode } from './shortcodes.ts'

export type Post = { id: string; content: string; footnotes?: string | undefined }

export function postHtml(post: Post, library: Library, note: NoteLoss): string {
  const lost = new Map<string, number>()
  const leaveOut = (name: string) => lost.set(name, (lost.get(name) ?? 0) + 1)
  const withoutComments = withoutBlockComments(post.content, { sharedBlock: (id) => library.blocks.get(id), leaveOut: (name) => leaveOut(`block ${name}`) })
  const pages = withoutComments.split(/<!--nextpage-->/i).length
  const html = replaceShortcodes(
    withoutComments.replace(/<!--(?:more\b[^<>]{0,2000}|noteaser|nextpage)-->/gi, '\n\n'),
    (shortcode) => shown(shortcode, post, library, note),
    (name) => leaveOut(`shortcode [${name}]`),
  )
  for (const [name, times] of lost) note(`The ${name} was left out${times > 1 ? ` (${times} times)` : ''}.`)
  if (pages > 1) note(`It had ${pages} pages, which are one now.`)
  return embedBareAddresses(withFootnotes(withSafePlayers(withoutLayout(html)), post.footnotes, note))
}

/** What a shortcode of WordPress's own shows. */
function shown({ name, attributes, content = '' }: Shortcode, post: Post, library: Library, note: NoteLoss): string | undefined {
  const address = attributes.src ?? attributes.url ?? attributes.id ?? attributes[0] ?? content.trim()
  switch (name) {
    case 'caption':
    case 'wp_caption':
      return captionHtml(content, attributes.caption)
    case 'gallery':
      return galleryHtml(attributes, post, library, note)
    case 'embed':
      return /^https?:\/\//.test(content.trim()) ? `\n\n${embedHtml(content.trim())}\n\n` : undefined
    case 'audio':
    case 'video':
      return playerHtml(attributes, content)
    case 'playlist':
      return undefined
    case 'youtube':
      return embedOf(address, (id) => `https://www.youtube.com/watch?v=${id}`)
    case 'vimeo':
      return embedOf(address, (id) => `https://vimeo.com/${id}`)
    case 'wpvideo':
    case 'videopress':
      return embedOf(address, (id) => `https://videopress.com/v/${id}`)
    case 'gist':
      return embedOf(address, (id) => `https://gist.github.com/${id}`)
    case 'tweet':
    case 'twitter':
      return embedOf(address, (id) => `https://x.com/i/status/${id}`)
    case 'soundcloud':
    case 'instagram':
    case 'spotify':
    case 'googlemaps':
    case 'ted':
    case 'dailymotion':
    case 'facebook':
    case 'slideshare':
      return /^https?:\/\//.test(address) ? embedOf(address, (id) => id) : undefined
    default:
      return undefined
  }
}

function embedOf(address: string, addressOf: (id: string) => string) {
  const plain = address.replace(/&(?:amp|#0?38);/g, '&')
  if (/^(?:https?:)?\/\//.test(plain)) return `\n\n${embedHtml(plain)}\n\n`
  return /^[\w./-]{1,80}$/.test(plain) ? `\n\n${embedHtml(addressOf(plain))}\n\n` : undefined
}

const MEDIA_SOURCES = ['src', 'mp4', 'm4v', 'webm', 'ogv', 'mp3', 'm4a', 'ogg', 'wav', 'flv', '0']

function playerHtml(attributes: Readonly<Record<string, string>>, content: string) {
  const address = MEDIA_SOURCES.map((name) => attributes[name]).find((value) => value?.match(/^https?:\/\//)) ?? /https?:\/\/[^\s"'<>|]+/.exec(content)?.[0]
  if (!address) return undefined
  const file = URL.canParse(address) ? decoded(new URL(address).pathname.split('/').at(-1) ?? '') : ''
  return `\n\n${embedHtml(address.replace(/^http:/, 'https:'), file)}\n\n`
}

/** The picture, perhaps in a link, and then the words under it. */
function captionHtml(content: string, attribute = '') {
  const picture = /^\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?/i.exec(content)?.[0]
  if (!picture) return content
  const caption = content.slice(picture.length).replace(/^(?:\s|<br\s*\/?>)+|(?:\s|<br\s*\/?>)+$/gi, '') || attribute
  return `\n\n<figure>${picture.trim()}${caption && `<figcaption>${caption}</figcaption>`}</figure>\n\n`
}

function galleryHtml({ ids, include, exclude = '' }: Readonly<Record<string, string>>, post: Post, library: Library, note: NoteLoss) {
  const numbers = (list: string) => list.split(/[\s,]+/).filter(Boolean)
  const named = ids ?? include
  const without = new Set(numbers(exclude))
  const pictures =
    named === undefined ? library.picturesOf(post.id).filter(({ id }) => !without.has(id)) : numbers(named).flatMap((id) => library.attachments.get(id) ?? [])
  const missing = numbers(named ?? '').filter((id) => !library.attachments.has(id))
  if (missing.length > 0)
    note(
      `Its gallery shows pictures that aren’t in the export, by their numbers: “${missing.join(', ')}”. If the export has several files, name them all at once.`,
    )
  if (pictures.length === 0) return missing.length > 0 ? '' : undefined
  return `\n\n${pictures.map(figureHtml).join('\n')}\n\n`
}

const figureHtml = ({ address, alt, caption }: Attachment) =>
  `<figure><img src="${escapeAttribute(address)}" alt="${escapeAttribute(alt)}">${caption && `<figcaption>${escapeText(caption)}</figcaption>`}</figure>`

/**
 * A pull quote's class stands on the frame around it; a cover's picture may stand in its style; verse is set in lines, and is no code;
 * a file's button and preview say its link once more; a question of an accordion is a button only where a script opens it. No tag is looked through further than one is long: in a hurt file that would take hours.
 */
const withoutLayout = (html: string) =>
  html
    .replace(
      /<div\b[^<>]{0,2000}\bwp-block-cover[^<>]{0,2000}\bbackground-image:\s*url\((?:&quot;|["'])?(https?:\/\/[^)"'&\s]+)[^<>]{0,2000}>/gi,
      (div, address: string) => `<figure><img src="${address}" alt=""></figure>${div}`,
    )
    .replace(/<object\b[^<>]{0,2000}\bwp-block-file__embed\b[^<>]{0,2000}>\s*<\/object>/gi, '')
    .replace(/<span\b[^<>]{0,2000}\bwp-block-accordion-heading__toggle-icon\b[^<>]{0,2000}>[^<]{0,20}<\/span>/gi, '')
    .replace(/<button\b[^<>]{0,2000}\bwp-block-accordion-heading__toggle\b[^<>]{0,2000}>((?:(?!<\/?button\b)[\s\S]){0,5000})<\/button>/gi, '$1')
    .replace(/<a\b[^<>]{0,2000}\bwp-block-file__button\b[^<>]{0,2000}>[^<]*<\/a>/gi, '')
    .replace(/(<figure\b[^<>]{0,2000}\bwp-block-pullquote\b[^<>]{0,2000}>\s*<blockquote)\b/gi, '$1 class="pullquote"')
    .replace(
      /<pre\b[^<>]{0,2000}\bwp-block-verse\b[^<>]{0,2000}>((?:(?!<pre\b)[\s\S])*?)<\/pre>/gi,
      (_, verse: string) => `<p>${verse.trim().replace(/\n/g, '<br>')}</p>`,
    )

/** Players that come by plain http are left out of a page; whatever shows them is reached by https. */
const withSafePlayers = (html: string) => html.replace(/(<(?:video|audio|source|iframe)\b[^<>]{0,2000}\bsrc\s*=\s*["']?\s*)http:/gi, '$1https:')

/** Footnotes of the block editor stand in the post's meta: `[{"id": "…", "content": "…"}]`. They become links there and back, as Word's do. */
function withFootnotes(html: string, json: string | undefined, note: NoteLoss): string {
  const notes = footnotesIn(json)
  const named = new Set(notes.map(({ id }) => id))
  const lost = [...html.matchAll(/<sup\b[^<>]{0,2000}\bdata-fn="([^"]+)"/gi)].filter(([, id = '']) => !named.has(id)).length
  if (lost > 0)
    note(
      `${lost === 1 ? 'The text of a footnote is' : `The texts of ${lost} footnotes are`} not in the export: only ${lost === 1 ? 'its number' : 'their numbers'} came along.`,
    )
  if (notes.length === 0) return html
  const numbers = new Map(notes.map(({ id }, at) => [id, at + 1]))
  const linked = html.replace(/<sup\b[^<>]{0,2000}\bdata-fn="([^"]+)"[^<>]{0,2000}>(?:(?!<sup\b)[\s\S])*?<\/sup>/gi, (whole, id: string) => {
    const number = numbers.get(id)
    return number === undefined ? whole : `<sup><a href="#_ftn${number}" id="_ftnref${number}">${number}</a></sup>`
  })
  const list = notes.map(({ content }, at) => `<p><a href="#_ftnref${at + 1}" id="_ftn${at + 1}">${at + 1}</a> ${content}</p>`)
  return `${linked}\n\n<hr>\n${list.join('\n')}`
}

function footnotesIn(json = '[]'): { id: string; content: string }[] {
  for (const text of [json, json.replace(/\\(["\\/])/g, '$1')]) {
    try {
      const value: unknown = JSON.parse(text)
      return Array.isArray(value) ? value.filter((note) => typeof note?.id === 'string' && typeof note?.content === 'string') : []
    } catch {
      // Plugins that copy posts escape it twice. What is no JSON then either cannot be told apart: its numbers stay, and it is told.
    }
  }
  return []
}
