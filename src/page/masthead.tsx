/** The paper's name, the award beside it, the menu and the way to the search. */
import type { Site } from '../copy/shapes/site.ts'
import { Icon } from './icons.tsx'
import type { Phrases } from './phrases/en.ts'
import type { LanguageAttributes } from './phrases/phrases.ts'

type Props = { site: Site; phrases: Phrases; section?: string | undefined; front?: boolean | undefined }

export const Masthead = ({ site, phrases, section, front, siteLanguage }: Props & { siteLanguage: LanguageAttributes }) => (
  <header class="masthead" {...siteLanguage}>
    <div class="masthead-line">
      <Menu site={site} phrases={phrases} section={section} />
      <a class="logo" href="/" aria-label={site.name} {...(front && { 'aria-current': 'page' })}>
        <span>{site.name}</span>
      </a>
      <div class="masthead-end">
        {site.badge && <Badge badge={site.badge} />}
        <a class="to-search" href="/search">
          <Icon name="search" />
          <span>{phrases.search}</span>
        </a>
      </div>
    </div>
    {site.sections.length > 0 && (
      <nav class="sections" aria-label={phrases.sections}>
        <SectionLinks site={site} section={section} />
      </nav>
    )}
  </header>
)

function Badge({ badge }: { badge: NonNullable<Site['badge']> }) {
  const seal = (
    <>
      <Icon name="seal" />
      <span>{badge.label}</span>
    </>
  )
  const title = badge.detail ?? badge.label
  return badge.url ? (
    <a class="badge" href={badge.url} title={title}>
      {seal}
    </a>
  ) : (
    <span class="badge" title={title}>
      {seal}
    </span>
  )
}

/** A `details` element, so that it opens without a script. */
const Menu = ({ site, phrases, section }: Omit<Props, 'front'>) => (
  <details class="menu">
    <summary>
      <Icon name="menu" />
      <span>{phrases.menu}</span>
    </summary>
    <nav class="menu-page" aria-label={phrases.menu}>
      <SearchForm phrases={phrases} />
      <ul>
        <li>
          <a href="/">{phrases.front}</a>
        </li>
        <li>
          <a href="/latest">{phrases.latest}</a>
        </li>
      </ul>
      <SectionLinks site={site} section={section} />
      <ul class="menu-more">
        <li>
          <a href="/saved">{phrases.savedTitle}</a>
        </li>
        {site.newsletter && (
          <li>
            <a href="/newsletters">{phrases.newsletters}</a>
          </li>
        )}
        {site.editions.map((edition) => (
          <li>
            <a href={edition.url} hreflang={edition.lang} lang={edition.lang}>
              {edition.name}
            </a>
          </li>
        ))}
      </ul>
      <fieldset class="theme-switch" data-does="theme" hidden>
        <legend>{phrases.theme}</legend>
        {Object.entries({ system: phrases.themeSystem, light: phrases.themeLight, dark: phrases.themeDark }).map(([theme, name]) => (
          <label>
            <input type="radio" name="theme" value={theme} />
            {name}
          </label>
        ))}
      </fieldset>
    </nav>
  </details>
)

const SectionLinks = ({ site, section }: { site: Site; section?: string | undefined }) => (
  <ul>
    {site.sections.map(({ slug, name }) => (
      <li>
        <a href={`/${slug}`} {...(slug === section && { 'aria-current': 'true' })}>
          {name}
        </a>
      </li>
    ))}
  </ul>
)

/** On a page of its own it is a landmark; in the menu it lies within one, and the page may have another. */
export const SearchForm = ({ phrases, landmark }: { phrases: Phrases; landmark?: boolean }) => (
  <form class="search-form" action="/search" {...(landmark && { role: 'search' })}>
    <input type="search" name="q" aria-label={phrases.searchFor} placeholder={phrases.searchFor} maxlength={200} required enterkeyhint="search" />
    <button>{phrases.search}</button>
  </form>
)
