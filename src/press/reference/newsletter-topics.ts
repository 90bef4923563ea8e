/** Newsletters are made of topics, by their slugs: those follow their topics when these are renamed or merged. */
import type { Site } from '../../copy/shapes/site.ts'
import { movedTo } from '../ledger/names.ts'
import type { Ledger } from '../ledger/sql.ts'

/** The same object where nothing of it has moved. */
export function withPresentTopics(ledger: Ledger, site: Site): Site {
  const { newsletter } = site
  if (!newsletter?.lists.some(({ content }) => content?.topics?.some((topic) => movedTo(ledger, 'topic', topic) !== undefined))) return site
  const lists = newsletter.lists.map((list) =>
    list.content?.topics ? { ...list, content: { ...list.content, topics: presentTopics(ledger, list.content.topics) } } : list,
  )
  return { ...site, newsletter: { ...newsletter, lists } }
}

const presentTopics = (ledger: Ledger, topics: readonly string[]) => [...new Set(topics.map((topic) => movedTo(ledger, 'topic', topic) ?? topic))]
