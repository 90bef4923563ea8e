/** Ghost's export, as its Labs write it. */
import { openGhost } from '../../../src/cli/moving-in/ghost/open-ghost.ts'
import { itemsOf, read, sourceOf, storiesIn } from './old-stories.ts'

export const OLD = 'https://old.example'
export type Row = Record<string, unknown>

export const postRow = (id: number, more: Row = {}): Row => ({
  id: `p${id}`,
  uuid: `00000000-0000-4000-8000-00000000000${id}`,
  title: `Post ${id}`,
  slug: `post-${id}`,
  status: 'published',
  visibility: 'public',
  type: 'post',
  html: `<p>The text of ${id}.</p>`,
  published_at: '2019-03-01 09:00:00',
  ...more,
})

export const exportOf = (posts: Row[], tables: Record<string, Row[]> = {}) => ({
  db: [{ meta: { exported_on: 1, version: '5.82.0' }, data: { posts, settings: [{ id: 's', key: 'title', value: 'The Harbour Post' }], ...tables } }],
})

export const itemsIn = (value: unknown, files: Record<string, string> = { site: OLD }) =>
  itemsOf(openGhost, sourceOf(typeof value === 'string' ? value : JSON.stringify(value)), { files })
export const storyIn = async (row: Row, tables: Record<string, Row[]> = {}) => {
  const [story] = storiesIn(await itemsIn(exportOf([postRow(1, row)], tables)))
  return { story, ...read(story) }
}
export const lexical = (...children: unknown[]) => JSON.stringify({ root: { type: 'root', children } })
export const text = (words: string, format = 0) => ({ type: 'extended-text', text: words, format })
