/** Small files that programs look for at fixed addresses. */

import { ASSETS } from '../build/manifest.ts'
import { pathOf } from '../copy/shapes/article.ts'
import type { Card } from '../copy/shapes/listing.ts'
import type { Site } from '../copy/shapes/site.ts'
import { encodeLetters } from '../copy/shapes/slug-spelling.ts'
import { instantOf } from '../copy/text/instant.ts'
import { directionOf } from '../page/phrases/phrases.ts'

/** Who may sell our slots (IAB ads.txt 1.1, section 3.2.1). Without records of the operator's, the placeholder that says: nobody. */
export const adsTxt = ({ adsTxt: lines }: Site) =>
  `${lines?.length ? lines.map(oneLine).join('\n') : '# House and direct advertising only: no programmatic sellers.\nplaceholder.example.com, placeholder, DIRECT, placeholder'}\n`

/** A map for language models (llmstxt.org): what this is, then where its texts are as Markdown. */
export function llmsTxt(site: Site, latest: readonly Card[]) {
  const section = ({ slug, name, description }: Site['sections'][number]) => linkLine(name, encodeLetters(`${site.url}/${slug}`), description)
  const story = (card: Card) => linkLine(card.headline, `${site.url}${pathOf(card)}.md`, card.standfirst)
  return [
    `# ${escapeMarkdown(site.name)}`,
    ...(site.tagline ? ['', `> ${escapeMarkdown(site.tagline)}`] : []),
    '',
    'Every article is also available as Markdown: add `.md` to its address, or request it with `Accept: text/markdown`. See /robots.txt for how it may be used.',
    ...(latest.length > 0 ? ['', '## Latest', '', ...latest.map(story)] : []),
    ...(site.sections.length > 0 ? ['', '## Sections', '', ...site.sections.map(section)] : []),
    '',
    '## Optional',
    '',
    linkLine('RSS', `${site.url}/feed.xml`, 'The latest articles in full.'),
    linkLine('JSON Feed', `${site.url}/feed.json`, 'The same articles as JSON.'),
    linkLine('Sitemap', `${site.url}/sitemap.xml`, 'Every article, by month.'),
    linkLine('Corrections', `${site.url}/corrections`, 'Corrections to our articles.'),
    ...(site.contentSignals?.aiInput === false ? [] : [linkLine('MCP', `${site.url}/mcp`, 'Search and articles for agents, by the Model Context Protocol.')]),
    '',
  ].join('\n')
}

const linkLine = (name: string, url: string, about: string | undefined) => `- [${escapeMarkdown(name)}](${url})${about ? `: ${escapeMarkdown(about)}` : ''}`

const escapeMarkdown = (text: string) => oneLine(text).replace(/[\\`*_[\]<>]/g, '\\$&')

/** How long the security contact holds good without being looked at: RFC 9116 recommends less than a year. */
const EXPIRES_DAYS = 180
const DAY_MS = 86_400_000

/** Whom to tell of a weakness (RFC 9116). `today` is the start of a day: the text changes once a day, and its tag with it. */
export const securityTxt = (site: Site, today: number) =>
  [
    `Contact: ${site.contact ? `mailto:${site.contact}` : `${site.url}/`}`,
    `Expires: ${instantOf(today + EXPIRES_DAYS * DAY_MS)}`,
    `Preferred-Languages: ${site.lang}`,
    `Canonical: ${site.url}/.well-known/security.txt`,
    '',
  ].join('\n')

/** What a phone needs to keep the site among its apps (W3C Web Application Manifest). */
export const webManifest = (site: Site) =>
  JSON.stringify({
    id: '/',
    name: site.name,
    short_name: [...site.name].slice(0, 30).join(''),
    ...(site.tagline && { description: site.tagline }),
    lang: site.lang,
    dir: directionOf(site.lang),
    start_url: '/',
    scope: '/',
    display: 'minimal-ui',
    background_color: '#fffdf9',
    theme_color: '#fffdf9',
    icons: ICONS.flatMap(({ asset, ...icon }) => (ASSETS[asset] ? [{ src: ASSETS[asset], ...icon }] : [])),
  })

const ICONS = [
  { asset: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
  { asset: 'icon-192.png', sizes: '192x192', type: 'image/png' },
  { asset: 'icon-512.png', sizes: '512x512', type: 'image/png' },
  { asset: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  { asset: 'apple-touch-icon.png', sizes: '180x180', type: 'image/png' },
] as const

/** Copy of one line may still hold a break; in files read line by line that would be a line of its own. */
const oneLine = (text: string) => text.replace(/\s+/g, (space) => (/[\r\n\u2028\u2029]/.test(space) ? ' ' : space))
