/** What is needed to render a story's blocks in a letter, for both HTML and plain text. */
import type { Article } from '../../copy/shapes/article.ts'
import { pathOf } from '../../copy/shapes/article.ts'
import type { Table } from '../../copy/shapes/block.ts'
import type { Site } from '../../copy/shapes/site.ts'
import type { Phrases } from '../../page/phrases/en.ts'
import { phrasesFor } from '../../page/phrases/phrases.ts'
import { type Styles, stylesFor } from './styles.ts'

/** `site` is an origin, `page` the story's own address, `lang` the site's language. Styles depend on the story's language. */
export type StoryContext = { site: string; page: string; styles: Styles; phrases: Phrases; lang: string }

export const storyContextOf = (article: Pick<Article, 'section' | 'slug' | 'lang'>, { url, lang }: Pick<Site, 'url' | 'lang'>): StoryContext => ({
  site: url,
  page: url + pathOf(article),
  styles: stylesFor(article.lang ?? lang),
  phrases: phrasesFor(lang),
  lang,
})

const MAX_COLUMNS = 4

export const isWide = ({ head = [], rows }: Table) => Math.max(head.length, ...rows.map(({ length }) => length)) > MAX_COLUMNS

/** As long as the table's head, so that every column's name is shown. */
export const padded = <T extends string>(row: readonly T[], head: readonly unknown[] = []): readonly (T | undefined)[] =>
  head.length > row.length ? [...row, ...Array.from({ length: head.length - row.length }, () => undefined)] : row

export const hostOf = (url: string) => new URL(url).hostname.replace(/^www\./, '')
