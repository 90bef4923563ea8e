/** Plain links to where readers share; scripts of those places are never loaded. */
import { Icon, type IconName } from './icons.tsx'
import type { Phrases } from './phrases/en.ts'
import type { LanguageAttributes } from './phrases/phrases.ts'

type Props = { url: string; headline: string; phrases: Phrases; xHandle?: string | undefined; siteLanguage?: LanguageAttributes; as?: 'long' | 'strip' }

/** Above the text it is a landmark. The same again below, or in the strip, is a group: landmarks of one name could not be told apart. */
export function Share({ url, headline, phrases, xHandle, siteLanguage, as }: Props) {
  const Tag = as ? 'div' : 'nav'
  const long = as === 'long'
  return (
    <Tag class={as ? `share share-${as}` : 'share'} {...(as && { role: 'group' })} aria-label={phrases.share} lang={siteLanguage?.lang}>
      <ul>
        {placesFor({ url, headline, phrases, xHandle }).map(({ icon, name, href }) => (
          <li>
            <a
              href={href}
              {...(icon !== 'email' && { target: '_blank', rel: 'noopener' })}
              aria-label={icon === 'email' ? phrases.shareByEmail : phrases.shareOn(name)}
            >
              <Icon name={icon} />
              {long && <span>{name}</span>}
            </a>
          </li>
        ))}
        <li>
          {as ? (
            <button type="button" data-does="copy-link" data-done={phrases.linkCopied} aria-label={phrases.copyLink} hidden>
              <Icon name="link" />
              {long && <span>{phrases.copyLink}</span>}
            </button>
          ) : (
            <button type="button" data-does="save" data-done={phrases.saved} aria-label={phrases.save} aria-pressed="false" hidden>
              <Icon name="save" />
            </button>
          )}
        </li>
      </ul>
    </Tag>
  )
}

function placesFor({ url, headline, phrases, xHandle }: Omit<Props, 'as' | 'siteLanguage'>): { icon: IconName; name: string; href: string }[] {
  const link = encodeURIComponent(url)
  const title = encodeURIComponent(
    headline
      .replace(/[\u00a0\u202f]/g, ' ')
      .replaceAll('\u2060', '')
      .toWellFormed(),
  )
  return [
    { icon: 'whatsapp', name: 'WhatsApp', href: `https://wa.me/?text=${title}%20${link}` },
    { icon: 'telegram', name: 'Telegram', href: `https://t.me/share/url?url=${link}&text=${title}` },
    { icon: 'facebook', name: 'Facebook', href: `https://www.facebook.com/sharer/sharer.php?u=${link}` },
    { icon: 'x', name: 'X', href: `https://x.com/intent/post?url=${link}&text=${title}${xHandle ? `&via=${encodeURIComponent(xHandle)}` : ''}` },
    { icon: 'email', name: phrases.mail, href: `mailto:?subject=${title}&body=${link}` },
    { icon: 'linkedin', name: 'LinkedIn', href: `https://www.linkedin.com/sharing/share-offsite/?url=${link}` },
  ]
}
