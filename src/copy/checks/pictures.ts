/** Pictures: what they say to who doesn't see them, who made them, and whether we may show them. */
import type { CheckContext, UnfinishedArticle } from './check-context.ts'
import { advise, block, type Finding } from './finding.ts'
import { type CopyPicture, picturesOf } from './texts.ts'

export const checkPictureTexts = (article: UnfinishedArticle) => picturesOf(article).flatMap(checkPictureText)

function checkPictureText({ where, picture, isDecorative }: CopyPicture): Finding[] {
  const { alt = '', credit } = picture
  return [
    ...(alt || isDecorative ? [] : [block('alt-undecided', `${where}/alt`, 'The alt text is empty: say what the picture shows, unless it shows nothing.')]),
    ...(isFileName(alt) ? [advise('alt-file-name', `${where}/alt`, `“${alt}” is a file’s name. Say what the picture shows.`)] : []),
    ...(credit ? [] : [advise('no-credit', `${where}/credit`, 'The picture has no credit.')]),
  ]
}

/** Cameras and telephones name files so. */
const isFileName = (alt: string) =>
  /^[\w .()-]+\.(?:jpe?g|png|gif|webp|avif|heic|tiff?)$/i.test(alt.trim()) || /^(?:img|dsc[nf]?|pxl|image|screenshot|photo)[-_ ]?\d[\d\s_-]*$/i.test(alt.trim())

/** Of a picture that the context doesn't know, nothing is said. */
export function checkPictureRights(article: UnfinishedArticle, { rights = {}, now }: CheckContext): Finding[] {
  return picturesOf(article).flatMap(({ where, picture }): Finding[] => {
    const known = Object.hasOwn(rights, picture.src ?? '') ? rights[picture.src ?? ''] : undefined
    if (!known) return []
    if (known.withdrawn) return [block('picture-withdrawn', where, 'This picture was withdrawn: readers would see an empty place. Choose another picture.')]
    if (!known.licensed) return [block('picture-unlicensed', where, 'We have no licence for this picture. Get one, or choose another picture.')]
    return known.until === undefined ? [] : checkEnd(known.until, where, article, now)
  })
}

const WEEK_MS = 7 * 86_400_000

/** The press leaves a picture out from that moment on: an editor should know before readers see the gap. */
function checkEnd(until: string, where: string, { publishedAt = '' }: UnfinishedArticle, now: string): Finding[] {
  const day = until.slice(0, 10)
  if (until <= now) return [block('picture-expired', where, `The licence for this picture ended on ${day}. Renew it, or choose another picture.`)]
  if (until <= publishedAt)
    return [
      advise(
        'picture-ends-before',
        where,
        `The licence for this picture ends on ${day}, before this story comes out: readers won’t see it. Renew it, or choose another picture.`,
      ),
    ]
  return Date.parse(until) - Date.parse(now) < WEEK_MS
    ? [advise('picture-ending', where, `The licence for this picture ends on ${day}. Then it disappears from the story by itself.`)]
    : []
}
