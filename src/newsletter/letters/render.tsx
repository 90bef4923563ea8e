/** Renders a letter as HTML and plain text: once for all readers, and small enough that no program cuts it off. */
import { directionOf } from '../../page/phrases/phrases.ts'
import { renderSanitised } from '../../page/trusted.tsx'
import { wordsFor } from '../words/words.ts'
import { digestComposition } from './digest-parts.tsx'
import { issueLine, LetterFrame, LetterRow, publisherOf } from './frame.tsx'
import { inlineText } from './html-text.ts'
import type { Composition, Letter, Part } from './letter.ts'
import { mailHtml } from './mail-html.ts'
import { PLACEHOLDER } from './placeholder.ts'
import { breakingComposition, storyComposition } from './story-parts.tsx'
import { stylesFor } from './styles.ts'
import { Links, paragraphs, wrap } from './text.ts'

/** Gmail shows 102 kB and hides the rest, including the unsubscribe link. Readers' links are longer than their placeholders. */
export const MAX_LETTER_BYTES = 98_000

/** `articles` are those that fit into the letter, perhaps fewer than were asked for. */
export type Rendered = { html: string; text: string; articles: string[] }

export function renderLetter(letter: Letter): Rendered {
  const composition = compositionOf(letter)
  const parts = fitting(letter, composition)
  return {
    html: `<!doctype html>${htmlOf(letter, parts)}`,
    text: textOf(letter, parts),
    articles: letter.kind === 'digest' ? parts.flatMap(({ article }) => article ?? []) : letter.articles.map(({ slug }) => slug),
  }
}

function compositionOf(letter: Letter): Composition {
  const [article] = letter.articles
  if (letter.kind === 'digest' || !article) return digestComposition(letter)
  return letter.kind === 'breaking' ? breakingComposition(article, letter) : storyComposition(article, letter)
}

/** As many parts as fit, in order; if some don't, a link to the rest. */
function fitting(letter: Letter, { lead, parts, rest, close }: Composition): Part[] {
  const always = [...introductionParts(letter), ...lead]
  let bytes = bytesOf(htmlOf(letter, [...always, rest, ...close]))
  const kept: Part[] = []
  for (const part of parts) {
    bytes += bytesOf(String(part.html()))
    if (bytes > MAX_LETTER_BYTES) return [...always, ...kept, rest]
    kept.push(part)
  }
  return [...always, ...kept, ...close]
}

const bytesOf = (html: string) => new TextEncoder().encode(html).byteLength

function introductionParts({ introduction, site }: Letter): Part[] {
  const styles = stylesFor(site.lang)
  const where = { site: site.url, page: site.url }
  return introduction.map((text) => ({
    html: () => (
      <p class="i" style={styles.introduction}>
        {renderSanitised(mailHtml(text, styles, where))}
      </p>
    ),
    text: (links) => wrap(inlineText(text, links, where)),
  }))
}

function htmlOf(letter: Letter, parts: readonly Part[]): string {
  return String(
    <LetterFrame letter={letter}>
      <LetterRow letter={letter} {...languageOf(letter)}>
        {parts.map(({ html }) => html())}
      </LetterRow>
    </LetterFrame>,
  )
}

/** A letter with one story has the story's language and direction. */
function languageOf({ kind, articles: [article], site }: Letter) {
  const lang = kind === 'digest' ? undefined : article?.lang
  return lang === undefined || lang === site.lang ? {} : { lang, dir: directionOf(lang) }
}

function textOf(letter: Letter, parts: readonly Part[]): string {
  const { site, list, issuePath } = letter
  const words = wordsFor(site.lang)
  const links = new Links()
  const told = parts.map(({ text }) => text(links))
  return `${paragraphs([
    site.name,
    wrap(issueLine(letter)),
    `${words.letterInBrowser}:\n${site.url}${issuePath}`,
    RULE,
    ...told,
    links.lines.length > 0 && [`${words.letterLinks}:`, ...links.lines].join('\n'),
    // Mail programs recognise this line as the start of a signature (RFC 3676 section 4.3).
    '-- ',
    wrap(words.letterWhy(list.name, site.name)),
    `${words.leaveButton}:\n${PLACEHOLDER.unsubscribe}`,
    `${words.yourSettings}:\n${PLACEHOLDER.preferences}`,
    wrap(publisherOf(site)),
  ])}\n`
}

const RULE = '-'.repeat(40)
