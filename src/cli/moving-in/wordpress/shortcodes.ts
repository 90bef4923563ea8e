/**
 * WordPress's shortcodes: `[gallery ids="1,2"]`, `[caption]…[/caption]`. Those of WordPress itself become HTML; of plugins' the words
 * within stay, and each is named. What only looks like one (`[sic]`) is text.
 */

export type Shortcode = { name: string; attributes: Readonly<Record<string, string>>; content: string | undefined }

/** What a shortcode shows; `undefined` where it is not known. */
export type ShowShortcode = (shortcode: Shortcode) => string | undefined

/** Attributes end soon: a bracket that nothing closes is no shortcode. */
const TAG = /\[(\[?)(\/?)([a-z][\w-]{0,39})((?:[\s=/](?:[^[\]"'<>]|"[^"]{0,2000}"|'[^']{0,2000}'){0,400})?)\](\]?)/gi

/** Code shows shortcodes, and does not use them. */
const CODE = /<(pre|code|script|style|textarea)\b/gi

export function replaceShortcodes(html: string, show: ShowShortcode, leaveOut: (name: string) => void): string {
  if (!html.includes('[')) return html
  const lower = html.toLowerCase()
  const unclosed = new Set<string>()
  let result = ''
  let at = 0
  for (const { index, 1: name = '' } of html.matchAll(CODE)) {
    const tag = name.toLowerCase()
    if (index < at || unclosed.has(tag)) continue
    const close = lower.indexOf(`</${tag}`, index)
    if (close === -1) unclosed.add(tag)
    else {
      result += replaceIn(html.slice(at, index), show, leaveOut) + html.slice(index, close).replace(/\[(\[[\w/][^[\]]{0,200}\])\]/g, '$1')
      at = close
    }
  }
  return result + replaceIn(html.slice(at), show, leaveOut)
}

function replaceIn(html: string, show: ShowShortcode, leaveOut: (name: string) => void): string {
  const closed = new Set([...html.matchAll(/\[\/([a-z][\w-]{0,39})\]/gi)].map(([, name = '']) => name))
  let result = ''
  let at = 0
  for (const { 0: whole, index, 1: escaped = '', 2: slash, 3: name = '', 4: rest = '', 5: end = '' } of html.matchAll(TAG)) {
    if (index < at) continue
    result += html.slice(at, index)
    at = index + whole.length
    if (escaped && end) {
      result += whole.slice(1, -1)
      continue
    }
    if (slash) {
      if (!closed.has(name)) result += whole
      continue
    }
    const close = closed.has(name) ? html.indexOf(`[/${name}]`, at) : -1
    const content = close === -1 ? undefined : html.slice(at, close)
    const shown = show({ name: name.toLowerCase(), attributes: attributesOf(rest), content })
    if (shown !== undefined) {
      result += escaped + shown + end
      if (close !== -1) at = close + name.length + 3
    } else if (isShortcode(name, rest, closed)) {
      leaveOut(name)
      result += escaped + end
    } else result += whole
  }
  return result + html.slice(at)
}

/** Nobody writes brackets with attributes, an end or an underscore in prose. */
const isShortcode = (name: string, rest: string, closed: ReadonlySet<string>) =>
  closed.has(name) || /[\w-]=/.test(rest) || /\w_\w/.test(name) || WELL_KNOWN.test(name)

/** WordPress’s own, and of plugins, whose shortcodes may have no attributes. */
const WELL_KNOWN =
  /^(?:gallery|playlist|audio|video|embed|caption|youtube|vimeo|tweet|twitter|googlemaps|soundcloud|wpvideo|videopress|contact-form-\d|toc|tableofcontents|sitemap|wpforms|ninja-forms|gravityform|mailchimp|sharethis|addtoany|newsletter|table-of-contents|recent-posts|related-posts|wp-[\w-]+|et-[\w-]+)$/i

/** `key="value"`, `key='value'`, `key=value`; what has no name gets its number. */
function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  let number = 0
  for (const [, name, double, single, bare, lone] of text
    .replace(/[“”″]/g, '"')
    .matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))|["']?([^\s"'=][^\s"']*)["']?/g))
    if (name !== undefined) attributes[name.toLowerCase()] = double ?? single ?? bare ?? ''
    else if (lone !== undefined && lone !== '/') attributes[number++] = lone
  // `[youtube=https://…]`
  const direct = /^=\s*(\S+)/.exec(text)?.[1]
  return direct ? { ...attributes, 0: direct } : attributes
}
