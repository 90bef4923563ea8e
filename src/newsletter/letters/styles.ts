/**
 * What letters look like. Mail programs support style attributes and little else, so each element has its own; the one style
 * element is for dark mode and phones, in programs that support it. Colours are the site's (page/css/_base.css).
 */
import { directionOf } from '../../page/phrases/phrases.ts'

/** Widths of a letter and of its text between the margins, in pixels. */
export const LETTER_WIDTH = 600
export const TEXT_WIDTH = 560

const LIGHT = { paper: '#fffdf9', ink: '#1c1b18', quiet: '#5f5b54', signal: '#a3161b', line: '#dedad2', shade: '#f5f2eb' }
const DARK = { paper: '#141413', ink: '#e8e5de', quiet: '#a9a49b', signal: '#ff8272', line: '#3b3936', shade: '#1d1c1b' }

/** Columns are never so narrow that words break; a table that is too wide scrolls. */
const WHOLE_WORDS = 'word-break:normal;overflow-wrap:normal'

const SANS = 'Arial,Helvetica,sans-serif'

/**
 * One class for each role: `p` paper and ink, `i` ink, `q` quiet, `s` signal, `l` a line, `r` a line of ink, `d` shade, `k` a button;
 * `c` the margins, `h` and `m` headlines, `t` a small picture.
 */
export const STYLE_SHEET = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  'img{border:0}',
  `@media (prefers-color-scheme:dark){.p{background:${DARK.paper}!important;color:${DARK.ink}!important}.i{color:${DARK.ink}!important}.q{color:${DARK.quiet}!important}.s{color:${DARK.signal}!important}.l{border-color:${DARK.line}!important}.r{border-color:${DARK.ink}!important}.d{background:${DARK.shade}!important}.k{background:${DARK.ink}!important;color:${DARK.paper}!important}}`,
  '@media (max-width:480px){.c{padding-left:16px!important;padding-right:16px!important}.h{font-size:27px!important}.m{font-size:20px!important}.t,.t img{width:88px!important}}',
].join('')

export type Styles = ReturnType<typeof stylesOf>

const byLanguage = new Map<string, Styles>()

/** Depends on the language: its direction, and whether it has italics. */
export function stylesFor(lang: string): Styles {
  const key = `${directionOf(lang)} ${hasItalics(lang)}`
  const styles = byLanguage.get(key) ?? stylesOf(directionOf(lang), hasItalics(lang))
  byLanguage.set(key, styles)
  return styles
}

const WITHOUT_ITALICS = new Set(['ar', 'fa', 'he', 'ja', 'ko', 'ps', 'ur', 'yi', 'zh'])
const hasItalics = (lang: string) => !WITHOUT_ITALICS.has(lang.split('-')[0] ?? '')

function stylesOf(dir: 'ltr' | 'rtl', italics: boolean) {
  const [start, end] = dir === 'rtl' ? (['right', 'left'] as const) : (['left', 'right'] as const)
  const serif = italics ? 'Charter,Georgia,"Times New Roman",serif' : 'Georgia,"Noto Naskh Arabic","Geeza Pro","Noto Serif CJK SC","Songti SC",Tahoma,serif'
  const leading = italics ? 1.55 : 1.8
  const text = `font:17px/${leading} ${serif}`
  const small = `font:14px/1.5 ${SANS};color:${LIGHT.quiet}`
  const beside = (px: number) => (dir === 'rtl' ? `0 ${px}px 0 0` : `0 0 0 ${px}px`)
  const line = (px: number) => `border-${start}:${px}px solid ${LIGHT.signal};padding:${beside(16)}`
  return {
    dir,
    start,
    end,
    body: `margin:0;padding:0;background:${LIGHT.paper};color:${LIGHT.ink};-webkit-text-size-adjust:100%`,
    hidden: 'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;mso-hide:all',
    // With a fixed layout, nothing makes the letter wider than the window: a wide table scrolls in its own frame.
    outer: `width:100%;table-layout:fixed;background:${LIGHT.paper};color:${LIGHT.ink}`,
    inner: `width:100%;table-layout:fixed;max-width:${LETTER_WIDTH}px`,
    cell: `padding:0 20px 32px;text-align:${start};${text};color:${LIGHT.ink};word-break:break-word;overflow-wrap:anywhere`,
    masthead: `padding:24px 20px 16px;text-align:${start};${small}`,
    name: `margin:0 0 10px;font:bold 26px/1.1 ${serif};color:${LIGHT.ink}`,
    nameLink: `color:${LIGHT.ink};text-decoration:none`,
    issue: `margin:0;padding:8px 0 0;border-top:1px solid ${LIGHT.ink};${small}`,
    footer: `padding:20px 20px 40px;text-align:${start};font:13px/1.6 ${SANS};color:${LIGHT.quiet}`,
    rule: `height:1px;line-height:1px;font-size:1px;border-top:1px solid ${LIGHT.line}`,
    kicker: `margin:0 0 6px;font:bold 14px/1.4 ${SANS};color:${LIGHT.signal}`,
    headline: `margin:0 0 12px;font:bold 32px/1.15 ${serif};color:${LIGHT.ink}`,
    subHeadline: `margin:0 0 6px;font:bold 21px/1.25 ${serif};color:${LIGHT.ink}`,
    headlineLink: `color:${LIGHT.ink};text-decoration:none`,
    standfirst: `margin:0 0 14px;font:20px/1.45 ${serif};color:${LIGHT.quiet}`,
    teaser: `margin:0 0 6px;font:16px/${leading} ${serif};color:${LIGHT.quiet}`,
    facts: `margin:0 0 18px;${small}`,
    notice: `margin:0 0 18px;padding:10px 14px;background:${LIGHT.shade};font:14px/1.5 ${SANS};color:${LIGHT.ink}`,
    paragraph: `margin:0 0 16px`,
    introduction: `margin:0 0 20px;font:18px/${leading} ${serif};color:${LIGHT.ink}`,
    heading: {
      2: `margin:26px 0 10px;font:bold 22px/1.3 ${serif}`,
      3: `margin:22px 0 8px;font:bold 19px/1.3 ${serif}`,
      4: `margin:20px 0 8px;font:bold 17px/1.4 ${serif}`,
    },
    figure: 'margin:0 0 20px',
    // Many programs don't show pictures at first; the alternative text is shown instead.
    image: `display:block;width:100%;height:auto;border:0;font:14px/1.5 ${SANS};color:${LIGHT.quiet}`,
    caption: `margin:8px 0 0;${small}`,
    quote: `margin:22px 0;${line(3)}`,
    pullquote: `margin:26px 0;${line(3)};font:bold 22px/1.35 ${serif}`,
    cite: `margin:0;${small}`,
    list: `margin:0 0 16px;padding:${beside(26)}`,
    innerList: `margin:4px 0 0;padding:${beside(22)}`,
    item: 'margin:0 0 6px',
    table: `width:100%;border-collapse:collapse;margin:0 0 20px;font:14px/1.45 ${SANS}`,
    tableCaption: `padding:0 0 8px;text-align:${start};font:bold 14px/1.45 ${SANS}`,
    head: `padding:7px 8px;border-bottom:2px solid ${LIGHT.line};text-align:${start};vertical-align:bottom;font-weight:bold;${WHOLE_WORDS}`,
    data: `padding:7px 8px;border-bottom:1px solid ${LIGHT.line};text-align:${start};vertical-align:top;${WHOLE_WORDS}`,
    row: `margin:0;padding:8px 0;border-bottom:1px solid ${LIGHT.line};font:14px/1.5 ${SANS}`,
    scroll: 'overflow-x:auto;max-width:100%',
    code: `margin:0 0 20px;padding:14px;background:${LIGHT.shade};color:${LIGHT.ink};font:13px/1.5 Consolas,Menlo,monospace;white-space:pre-wrap;overflow-wrap:anywhere;text-align:left;direction:ltr`,
    inlineCode: `background:${LIGHT.shade};font:15px Consolas,Menlo,monospace`,
    embed: `margin:0 0 20px;padding:14px 16px;border:1px solid ${LIGHT.line}`,
    divider: `height:0;margin:28px 0;border:0;border-top:1px solid ${LIGHT.line}`,
    link: `color:${LIGHT.ink};text-decoration:underline`,
    quietLink: `color:${LIGHT.quiet};text-decoration:underline`,
    button: `display:inline-block;padding:12px 22px;background:${LIGHT.ink};color:${LIGHT.paper};font:bold 15px/1.2 ${SANS};text-decoration:none`,
    gap: `height:16px;border-bottom:1px solid ${LIGHT.line}`,
    beside: `padding:16px 0 0;text-align:${start}`,
    thumbnail: `padding:${dir === 'rtl' ? '20px 16px 0 0' : '20px 0 0 16px'}`,
    emphasis: italics ? '' : 'font-style:normal;font-weight:bold',
    term: 'margin:0;font-weight:bold',
    definition: `margin:0 0 8px;padding:${beside(16)}`,
    mark: `background:#fff2a8;color:#1c1b18`,
    upright: italics ? '' : 'font-style:normal',
  }
}
