/** Stories as IPTC ninjs 3.1, an item a line: `items.jsonl`. */
import { join } from 'node:path'
import { toNinjs } from '../../copy/ninjs/to-ninjs.ts'
import { outFile } from './out-file.ts'
import type { OutFormat, OutMeans, OutStory } from './out-story.ts'
import { picturesIn } from './story-parts.ts'

const STATUS: Record<OutStory['state'], 'usable' | 'withheld' | 'canceled'> = {
  published: 'usable',
  scheduled: 'usable',
  draft: 'withheld',
  withdrawn: 'canceled',
}

export async function ninjsExport({ folder, siteUrl, pictureFile }: OutMeans): Promise<OutFormat> {
  const file = await outFile(join(folder, 'items.jsonl'))
  return {
    async story({ article, state, revision, until, isUndated }) {
      for (const { src } of picturesIn(article)) await pictureFile(src)
      const item = toNinjs(article, { siteUrl, revision, pubStatus: STATUS[state], ...(until !== undefined && { embargoedUntil: until }) })
      const { firstCreated, versionCreated, ...undated } = item
      await file.write(`${JSON.stringify(isUndated ? undated : { ...item, firstCreated, versionCreated })}\n`)
    },
    finish: () => file.close(),
  }
}
