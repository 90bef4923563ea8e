/** Pictures that an article shows, in their order, each once: above it, in its body, and in its updates. */
import type { Article } from '../../copy/shapes/article.ts'
import { bodyWithUpdates } from '../../copy/shapes/live.ts'
import type { Picture } from '../../copy/shapes/picture.ts'

export function picturesIn(article: Article): Picture[] {
  const all = [...(article.picture ? [article.picture] : []), ...bodyWithUpdates(article).flatMap((block) => (block.type === 'picture' ? [block] : []))]
  return [...new Map(all.map((picture) => [picture.src, picture])).values()]
}
