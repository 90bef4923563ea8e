/** Links: where ours lead, and whether their words say so. */
import { foldName } from '../shapes/name.ts'
import type { CheckContext, UnfinishedArticle } from './check-context.ts'
import { advise, type Finding } from './finding.ts'
import { type CopyText, textsOf } from './texts.ts'

/** Links to this site, each with where it first stands. */
export function ownLinks(article: UnfinishedArticle, origin: string): { path: string; pointer: string }[] {
  const found = new Map<string, string>()
  for (const { where, links } of textsOf(article))
    for (const { href } of links) {
      const path = ownPath(href, origin)
      if (path !== undefined && !found.has(path)) found.set(path, where)
    }
  return [...found].map(([path, pointer]) => ({ path, pointer }))
}

/** The path of a link to this site; places on the page itself are none. */
function ownPath(href: string, origin: string) {
  const url = !href.startsWith('#') && URL.canParse(href, origin) ? new URL(href, origin) : undefined
  return url?.origin === origin ? url.pathname : undefined
}

/** Where there is no origin, paths alone are known to be ours. */
const NO_ORIGIN = 'https://site.invalid'

export function checkLinks(texts: readonly CopyText[], { paths = {}, origin = NO_ORIGIN }: CheckContext): Finding[] {
  return texts.flatMap(({ where, text, links }) =>
    links.flatMap(({ from, to, href }): Finding[] => {
      const path = ownPath(href, origin)
      const isDead = path !== undefined && Object.hasOwn(paths, path) && paths[path] === false
      const words = text.slice(from, to)
      return [
        ...(isDead ? [advise('dead-link', where, `The link to ${path} is broken.`, { range: { from, to } })] : []),
        ...(SAYS_NOTHING.has(nameOf(words))
          ? [advise('link-name', where, `“${words.trim()}” doesn’t say where the link leads. Link words that do.`, { range: { from, to } })]
          : []),
      ]
    }),
  )
}

const nameOf = (words: string) => foldName(words.replace(/[^\p{L}\p{M}\p{N}\s]/gu, ' '))

/** Read alone, as in a screen reader's list of links, these say nothing (WCAG 2.2, 2.4.4). */
const SAYS_NOTHING = new Set(
  [
    ...['click here', 'click', 'here', 'read more', 'more', 'read on', 'learn more', 'more here', 'link', 'this link', 'this', 'see here', 'this page'],
    ...['hier', 'hier klicken', 'klicken sie hier', 'mehr', 'mehr lesen', 'weiterlesen', 'weiter', 'dieser link', 'mehr dazu', 'hier lesen'],
    ...['هنا', 'اضغط هنا', 'انقر هنا', 'المزيد', 'اقرأ المزيد', 'للمزيد', 'الرابط', 'هذا الرابط'],
    ...['点击这里', '点这里', '这里', '更多', '阅读更多', 'こちら', 'ここ', 'ここをクリック', '여기', '더 보기'],
  ].map(foldName),
)
