/** What is read of a WXR file, part by part. */

/** `domain` is the taxonomy: `category`, `post_tag`, `post_format`, `author` (Co-Authors Plus), or one of the site's own. */
export type WxrTerm = { domain: string; slug: string; name: string }

export type WxrItem = {
  type: 'item'
  line: number
  /** By the element's name: `title`, `wp:post_id`, `content:encoded`. */
  fields: ReadonlyMap<string, string>
  terms: readonly WxrTerm[]
  meta: ReadonlyMap<string, readonly string[]>
  comments: number
  /** What is wrong with it, in a sentence: what it says cannot be trusted. */
  damage?: string
}

/** `wp:author`, `wp:category`, `wp:tag`, `wp:term`: its fields by name. */
export type WxrRecord = { type: 'record'; line: number; name: string; fields: ReadonlyMap<string, string> }
/** A field of the channel: `title`, `link`, `wp:base_blog_url`. */
export type WxrHead = { type: 'head'; name: string; value: string }
/** `why`: a sentence. */
export type WxrDamage = { type: 'damage'; line: number; why: string }
export type WxrPart = WxrItem | WxrRecord | WxrHead | WxrDamage
