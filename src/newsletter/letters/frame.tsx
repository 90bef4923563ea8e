/** The frame of every letter: its head, the newsletter's name, and a footer with why it came, how to unsubscribe and who sends it. */
import { type Child, raw } from '../../markup/markup.ts'
import { directionOf } from '../../page/phrases/phrases.ts'
import { datelineText } from '../../page/time.ts'
import { wordsFor } from '../words/words.ts'
import type { Letter } from './letter.ts'
import { PLACEHOLDER } from './placeholder.ts'
import { LETTER_WIDTH, STYLE_SHEET, stylesFor } from './styles.ts'

/** Outlook for Windows ignores `max-width`, so it gets a table of that width around ours. This contains no text from articles. */
const OUTLOOK = {
  begin: raw(`<!--[if mso]><table role="presentation" align="center" width="${LETTER_WIDTH}" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->`),
  end: raw('<!--[if mso]></td></tr></table><![endif]-->'),
}

export function LetterFrame({ letter, children }: { letter: Letter; children: Child }) {
  const { site, subject, preheader } = letter
  const styles = stylesFor(site.lang)
  const dir = directionOf(site.lang)
  return (
    <html lang={site.lang} dir={dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{subject}</title>
        <style>{raw(STYLE_SHEET)}</style>
      </head>
      <body class="p" style={styles.body}>
        <div style={styles.hidden}>{preheader}</div>
        {/* Gmail drops the attributes of html and body. */}
        <table class="p" role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0} lang={site.lang} dir={dir} style={styles.outer}>
          <tr>
            <td align="center">
              {OUTLOOK.begin}
              <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0} style={styles.inner}>
                <Masthead letter={letter} />
                {children}
                <Footer letter={letter} />
              </table>
              {OUTLOOK.end}
            </td>
          </tr>
        </table>
      </body>
    </html>
  )
}

/** One part of the letter, in a row of its own. */
export const LetterRow = ({ letter, children, ...own }: { letter: Letter; children: Child; lang?: string; dir?: 'ltr' | 'rtl' }) => (
  <tr>
    <td class="c i" style={stylesFor(own.lang ?? letter.site.lang).cell} {...own}>
      {children}
    </td>
  </tr>
)

export const issueLine = ({ list, site, at }: Letter) => `${list.name} · ${datelineText(new Date(at).toISOString(), site)}`

function Masthead({ letter }: { letter: Letter }) {
  const { site, issuePath } = letter
  const styles = stylesFor(site.lang)
  return (
    <tr>
      <td class="c q" style={styles.masthead}>
        <p style={styles.name}>
          <a class="i" href={site.url} style={styles.nameLink}>
            {site.name}
          </a>
        </p>
        <p class="q r" style={styles.issue}>
          {issueLine(letter)}
          {' · '}
          <a class="q" href={site.url + issuePath} style={styles.quietLink}>
            {wordsFor(site.lang).letterInBrowser}
          </a>
        </p>
      </td>
    </tr>
  )
}

function Footer({ letter: { site, list } }: { letter: Letter }) {
  const styles = stylesFor(site.lang)
  const words = wordsFor(site.lang)
  const publisher = publisherOf(site)
  return (
    <tr>
      <td class="c q" style={styles.footer}>
        <div class="l" style={styles.rule} />
        <p>{words.letterWhy(list.name, site.name)}</p>
        <p>
          <a class="q" href={PLACEHOLDER.unsubscribe} style={styles.quietLink}>
            {words.leaveButton}
          </a>
          {' · '}
          <a class="q" href={PLACEHOLDER.preferences} style={styles.quietLink}>
            {words.yourSettings}
          </a>
        </p>
        <p>{publisher}</p>
      </td>
    </tr>
  )
}

/** With the postal address that the law requires, if the site has one (CAN-SPAM Act, 15 U.S.C. 7704(a)(5)). */
export const publisherOf = ({ name, newsletter }: Letter['site']) =>
  newsletter?.publisher ? `${newsletter.publisher.name}, ${newsletter.publisher.postalAddress}` : name
