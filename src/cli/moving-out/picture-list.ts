/** `pictures.json`: what the newsroom knows of each picture of the export, its file, and the stories that show it. */
import { join } from 'node:path'
import { outFile } from './out-file.ts'
import type { OutMeans, OutStory } from './out-story.ts'
import { picturesIn } from './story-parts.ts'

export const PICTURES_FILE = 'pictures.json'

export class PictureList {
  /** By the picture's address: slugs of the stories, in their order. */
  readonly #uses = new Map<string, Set<string>>()

  add({ article }: OutStory) {
    for (const { src } of picturesIn(article)) this.addUse(src, article.slug)
  }

  /** Of an author's portrait, too. */
  addUse(src: string, by: string) {
    const uses = this.#uses.get(src)
    if (uses) uses.add(by)
    else this.#uses.set(src, new Set([by]))
  }

  /** Piece by piece: an archive has as many pictures as stories. Pictures at other sites' addresses are not the newsroom's to describe. */
  async write({ folder, ledger, pictureFile }: OutMeans) {
    const file = await outFile(join(folder, PICTURES_FILE))
    let separator = '[\n'
    for (const [src, uses] of this.#uses) {
      const record = ledger.picture(src)
      if (!record) continue
      const { id: _, details, ...facts } = record
      const found = record.withdrawn ? undefined : await pictureFile(src)
      await file.write(`${separator}${JSON.stringify({ src, ...(found && { file: found.file }), ...details, ...facts, usedIn: [...uses] })}`)
      separator = ',\n'
    }
    await file.write(separator === '[\n' ? '[]\n' : '\n]\n')
    await file.close()
  }
}
