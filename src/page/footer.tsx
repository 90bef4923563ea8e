import type { Site } from '../copy/site.ts'
import type { Phrases } from './phrases/en.ts'

export const Footer = ({ site, phrases }: { site: Site; phrases: Phrases }) => (
  <footer class="footer">
    <p class="footer-name">{site.name}</p>
    {site.tagline && <p>{site.tagline}</p>}
    <nav aria-label={phrases.footer}>
      <ul>
        {site.footer.map(({ name, url }) => (
          <li>
            <a href={url}>{name}</a>
          </li>
        ))}
        <li>
          <a href="/corrections">{phrases.corrections}</a>
        </li>
        <li>
          <a href="/archive">{phrases.archive}</a>
        </li>
        <li>
          <a href="/feed.xml">{phrases.feed}</a>
        </li>
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
