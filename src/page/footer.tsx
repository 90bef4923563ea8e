import type { Site } from '../copy/shapes/site.ts'
import type { Phrases } from './phrases/en.ts'
import type { LanguageAttributes } from './phrases/phrases.ts'

type Props = { site: Site; phrases: Phrases }

/** Pages every site has; an operator who names one otherwise in `footer` has it once. */
const ownPages = ({ site, phrases }: Props) =>
  [
    { name: phrases.corrections, url: '/corrections' },
    { name: phrases.archive, url: '/archive' },
    { name: phrases.feed, url: '/feed.xml' },
  ].filter(({ url }) => !site.footer.some((page) => page.url === url))

export const Footer = ({ site, phrases, siteLanguage }: Props & { siteLanguage: LanguageAttributes }) => (
  <footer class="footer" {...siteLanguage}>
    <p class="footer-name">{site.name}</p>
    {site.tagline && <p>{site.tagline}</p>}
    <nav aria-label={phrases.footer}>
      <ul>
        {[...site.footer, ...ownPages({ site, phrases })].map(({ name, url }) => (
          <li>
            <a href={url}>{name}</a>
          </li>
        ))}
        {site.contact && (
          <li>
            <a href={`mailto:${site.contact}`}>{site.contact}</a>
          </li>
        )}
      </ul>
    </nav>
    {site.socials.length > 0 && (
      <nav aria-label={phrases.follow}>
        <ul>
          {site.socials.map(({ name, url }) => (
            <li>
              <a href={url} rel="me">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    )}
    {site.copyright && <p>{site.copyright}</p>}
    <a class="to-top" href="#top">
      {phrases.toTop}
    </a>
  </footer>
)
