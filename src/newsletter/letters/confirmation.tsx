/**
 * The email that asks a reader to confirm: what was requested, one button, and who asks. The plain text says the
 * same. It loads nothing.
 */

import type { Site } from '../../copy/shapes/site.ts'
import { raw } from '../../markup/markup.ts'
import { directionOf } from '../../page/phrases/phrases.ts'
import type { ConfirmationPurpose } from '../subscribers/confirmations.ts'
import { wordsFor } from '../words/words.ts'

/** `lists` are names; `link` leads to the page with the button. */
type Props = { site: Site; purpose: ConfirmationPurpose; lists: readonly string[]; link: string }

export type ConfirmationLetter = { subject: string; html: string; text: string }

export function confirmationLetter(props: Props): ConfirmationLetter {
  const said = wordsOf(props)
  return { subject: said.subject, html: `<!doctype html>${(<Letter {...props} said={said} />).toString()}`, text: textOf(props, said) }
}

type Said = { subject: string; what: string; how: string; button: string }

function wordsOf({ site, purpose, lists }: Props): Said {
  const words = wordsFor(site.lang)
  switch (purpose) {
    case 'confirm':
      return {
        subject: words.mailConfirmSubject(site.name),
        what: words.mailConfirm(lists.join(', '), site.name),
        how: words.mailConfirmHow,
        button: words.confirmButton,
      }
    case 'change-address':
      return { subject: words.mailChangeSubject(site.name), what: words.mailChange(site.name), how: words.mailChangeHow, button: words.confirmButton }
    case 'link':
      return { subject: words.mailLinkSubject(site.name), what: words.mailLink(site.name), how: words.mailLinkHow, button: words.mailLinkButton }
  }
}

const STYLE = {
  body: 'margin:0;padding:0;background:#ffffff;color:#1a1a1a',
  sheet: 'padding:32px 20px;font:17px/1.5 Georgia,"Times New Roman",serif',
  name: 'margin:0 0 24px;font-size:26px;font-weight:bold',
  button: 'display:inline-block;padding:13px 24px;background:#1a1a1a;color:#ffffff;font:bold 16px/1.2 Arial,sans-serif;text-decoration:none',
  small: 'margin:32px 0 0;font:13px/1.5 Arial,sans-serif;color:#5c5c5c',
}
/** Mail programs accept one style element; it is for dark mode. */
const DARK =
  '@media (prefers-color-scheme:dark){.b{background:#141414!important;color:#f2f2f2!important}.k{background:#f2f2f2!important;color:#141414!important}.q{color:#b5b5b5!important}}'

const Letter = ({ site, link, said }: Props & { said: Said }) => (
  <html lang={site.lang} dir={directionOf(site.lang)}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <meta name="color-scheme" content="light dark" />
      <title>{said.subject}</title>
      <style>{raw(DARK)}</style>
    </head>
    <body class="b" style={STYLE.body}>
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0}>
        <tr>
          <td align="center">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0} style="max-width:600px">
              <tr>
                <td style={STYLE.sheet}>
                  <p style={STYLE.name}>{site.name}</p>
                  <p>{said.what}</p>
                  <p>{said.how}</p>
                  <p>
                    <a class="k" href={link} style={STYLE.button}>
                      {said.button}
                    </a>
                  </p>
                  <Publisher site={site} />
                </td>
              </tr>
            </table>
          </td>
        </tr>
      </table>
    </body>
  </html>
)

const Publisher = ({ site }: { site: Site }) => {
  const publisher = site.newsletter?.publisher
  return (
    <p class="q" style={STYLE.small}>
      {site.name}
      {publisher && (
        <>
          <br />
          {publisher.name}, {publisher.postalAddress}
        </>
      )}
    </p>
  )
}

function textOf({ site, link }: Props, { what, how, button }: Said) {
  const publisher = site.newsletter?.publisher
  return [what, how, `${button}:\n${link}`, '--', [site.name, ...(publisher ? [`${publisher.name}, ${publisher.postalAddress}`] : [])].join('\n'), ''].join(
    '\n\n',
  )
}
