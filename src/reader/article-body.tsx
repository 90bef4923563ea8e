/** The blocks of a body, with slots where `placeSlots` put them. */
import { placeSlots } from '../ads/placement.ts'
import { Slot } from '../ads/slot.tsx'
import { normaliseHeadingLevels } from '../copy/html/heading-levels.ts'
import type { Block } from '../copy/shapes/block.ts'
import { BlockView } from '../page/block-view.tsx'
import type { Phrases } from '../page/phrases/en.ts'
import type { LanguageAttributes } from '../page/phrases/phrases.ts'
import { headingIds } from './headings.ts'

type Props = {
  body: readonly Block[]
  dateline?: string | undefined
  phrases: Phrases
  siteLanguage?: LanguageAttributes
  ads: false | { section: string; slug: string }
}

export function ArticleBody({ body, dateline, phrases, siteLanguage = {}, ads }: Props) {
  const places = placeSlots(body, ads !== false)
  const ids = headingIds(body)
  const first = body[0]?.type === 'paragraph' ? 0 : -1
  return (
    <>
      {normaliseHeadingLevels(body).map((block, at) => (
        <>
          <BlockView block={block} id={ids.get(at)} dateline={at === first ? dateline : undefined} phrases={phrases} />
          {ads && places.includes(at) && (
            <Slot name="body" section={ads.section} slug={ads.slug} place={places.indexOf(at)} phrases={phrases} siteLanguage={siteLanguage} />
          )}
        </>
      ))}
    </>
  )
}
