/** Stories one below the other, newest first. */
import type { Card } from '../../copy/shapes/listing.ts'
import { type Site, sectionName } from '../../copy/shapes/site.ts'
import { Teaser } from '../../page/teaser.tsx'

const PICTURE = '(min-width: 768px) 220px, 112px'

type Props = {
  cards: readonly Card[]
  site: Site
  /** Each says its section, where it has no kicker. */
  section?: boolean | undefined
  /** Arrived below others: the first takes the focus. */
  appended?: boolean | undefined
  level?: 2 | 3
  time?: 'day' | 'clock'
  standfirst?: boolean
}

export const CardList = ({ cards, site, section, appended, level = 2, time = 'day', standfirst = true }: Props) =>
  cards.length === 0 ? null : (
    <ol class="cards">
      {cards.map((card, at) => (
        <li>
          <Teaser
            card={card}
            site={site}
            picture={PICTURE}
            standfirst={standfirst}
            level={level}
            time={time}
            label={section ? sectionName(site, card.section) : undefined}
            focus={Boolean(appended) && at === 0}
          />
        </li>
      ))}
    </ol>
  )
