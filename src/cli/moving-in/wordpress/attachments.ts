/** An attachment of WordPress → a picture, its page's redirect, or a file that isn't taken. */
import { KEPT, keptDetails, withoutOurEnding } from '../../kept-fields.ts'
import type { LeftOut, OldPicture, OldRedirect } from '../old-item.ts'
import { plainText } from '../plain-text.ts'
import type { Attachment } from './library.ts'
import { leftOut, placeOf } from './not-taken.ts'
import type { WordPressSite } from './wordpress-site.ts'
import type { WxrItem } from './wxr-parts.ts'

/** Our own have no ending. */
const PICTURE = /\.(?:jpe?g|png|webp|avif|gif|heic|svg|bmp|tiff?)$|^\/pictures\/[0-9a-f]{32}$/i

export function* attachmentItems(item: WxrItem, site: WordPressSite): Generator<OldPicture | LeftOut | OldRedirect> {
  const field = (name: string) => item.fields.get(name)?.trim() ?? ''
  const address = withoutOurEnding(field('wp:attachment_url') || field('guid'))
  const path = URL.canParse(address) ? new URL(address).pathname : ''
  const attachment: Attachment = {
    id: field('wp:post_id'),
    parent: field('wp:post_parent'),
    address,
    isPicture: PICTURE.test(path),
    alt: item.meta.get('_wp_attachment_image_alt')?.at(-1)?.trim() ?? '',
    caption: plainText(field('excerpt:encoded')),
    title: plainText(field('title')),
    order: Number(field('wp:menu_order')) || 0,
  }
  site.library.addAttachment(attachment)
  site.others.addAttachment(attachment.id, attachment.parent)
  const link = withoutOurEnding(field('link'))
  const isAttached = attachment.parent !== '' && attachment.parent !== '0'
  const details = keptDetails(item.meta.get(KEPT)?.at(-1))
  if (URL.canParse(link) && isAttached && link !== address)
    yield {
      kind: 'redirect',
      id: `${site.url}/?attachment_id=${attachment.id}#page`,
      what: 'attachment page',
      title: attachment.title,
      place: placeOf(site, item.line),
      from: link,
      to: `${site.url}/?p=${attachment.parent}`,
      status: 301,
    }
  if (!attachment.isPicture)
    return yield leftOut(
      site,
      'attachment',
      attachment.title || path,
      item.line,
      `It’s no picture but ${path.split('.').at(-1)?.slice(0, 10) || 'a file'}: links to it still lead to the old site.`,
    )
  yield {
    kind: 'picture',
    id: `${site.url}/?attachment_id=${attachment.id}`,
    what: 'attachment',
    title: attachment.title || path,
    place: placeOf(site, item.line),
    address,
    ...(!isAttached && !site.isDateline && { pages: [link, `${site.url}/?attachment_id=${attachment.id}`].filter((page) => URL.canParse(page)) }),
    ...(attachment.alt && { alt: attachment.alt }),
    ...(attachment.caption && { caption: attachment.caption }),
    ...(details && { details }),
  }
}
