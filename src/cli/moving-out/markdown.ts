/** Stories as Markdown with front matter, a file each: `published/world/fares-rise.md`. `newsdesk put` takes them back, pictures too. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { toMarkdown } from '../../copy/markdown/to-markdown.ts'
import type { Article } from '../../copy/shapes/article.ts'
import { FileNames } from './file-names.ts'
import type { OutFormat, OutMeans, OutStory } from './out-story.ts'

const FOLDERS: Record<OutStory['state'], string> = { published: 'published', draft: 'drafts', scheduled: 'scheduled', withdrawn: 'withdrawn' }
/** From a story's folder to that of everything. */
const UP = '../../'

export const markdownExport = async (means: OutMeans): Promise<OutFormat> => formatWith(means, new FileNames())

const formatWith = ({ folder, pictureFile }: OutMeans, names: FileNames): OutFormat => ({
  async story({ article, state, until, isUndated }) {
    const section = names.nameFor('', article.section)
    const path = join(folder, FOLDERS[state], section, `${names.nameFor(`${FOLDERS[state]}/${section}`, article.slug)}.md`)
    const { publishedAt, ...rest } = await withLocalPictures(article, pictureFile)
    const dated = isUndated ? rest : { ...rest, publishedAt: until ?? publishedAt }
    await mkdir(dirname(path), { recursive: true })
    // toMarkdown writes the fields that there are, and reads only the body.
    await writeFile(path, toMarkdown(dated as Article))
  },
  async finish(all) {
    for (const kind of ['author', 'topic'] as const) {
      const records = all.filter((name) => name.kind === kind).map(({ slug, name, record }) => ({ slug, name, ...record }))
      if (records.length > 0) await writeFile(join(folder, `${kind}s.json`), `${JSON.stringify(records, null, 2)}\n`)
    }
  },
})

/** Every `src` of a picture, wherever in the article it stands. */
async function withLocalPictures<T>(value: T, pictureFile: OutMeans['pictureFile']): Promise<T> {
  if (Array.isArray(value)) return (await Promise.all(value.map((inner) => withLocalPictures(inner, pictureFile)))) as T
  if (typeof value !== 'object' || value === null) return value
  const entries = await Promise.all(
    Object.entries(value).map(async ([key, inner]): Promise<[string, unknown]> => {
      if (key !== 'src' || typeof inner !== 'string') return [key, await withLocalPictures(inner, pictureFile)]
      const found = await pictureFile(inner)
      return [key, found ? UP + found.file : inner]
    }),
  )
  return Object.fromEntries(entries) as T // Only addresses were changed.
}
