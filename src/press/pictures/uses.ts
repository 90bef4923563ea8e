/** What shows a picture: found by an index of stories, of which each one's copy is then looked at. */
import type { PictureUses, State } from '../calls.ts'
import { recordPictureUses } from '../ledger/picture-uses.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import { deleteValue, readValue, saveValue } from '../ledger/stored-values.ts'
import type { IndexedUses } from '../picture-calls.ts'
import { listCampaigns } from '../publishing/campaigns.ts'

/** Stories looked through at a time: a step must not hold up who publishes. */
const STORIES_A_STEP = 200

/** A picture is in a story's newest copy, in that which readers see, or in that which waits. */
const USED_NOW = `EXISTS (SELECT 1 FROM copy c WHERE c.article = a.id AND c.revision IN (a.revision, a.live, a.ready) AND instr(c.json, ?))`
const COLUMNS = 'slug, state, path AS url, headline'

export function usesOfPicture(ledger: Ledger, id: string): IndexedUses {
  const isComplete = indexStep(ledger)
  return { ...indexedUses(ledger, id), isComplete }
}

/** All of them, also where stories aren't indexed yet: for what happens seldom and must miss none. */
export function allUsesOfPicture(ledger: Ledger, id: string): PictureUses {
  if (indexStep(ledger)) return indexedUses(ledger, id)
  const articles = rows<UseRow>(ledger, `SELECT ${COLUMNS} FROM articles a WHERE ${USED_NOW} ORDER BY state = 'published' DESC, at DESC`, srcOf(id))
  return { articles, campaigns: campaignsWith(ledger, id) }
}

/** In a story that is not withdrawn, or in a campaign that runs or is to run. Of stories that aren't indexed yet nothing is known. */
export const isUsedNow = (ledger: Ledger, id: string) =>
  rows(
    ledger,
    `SELECT 1 FROM picture_uses u JOIN articles a ON a.id = u.article WHERE u.picture = ?1 AND a.state <> 'withdrawn' AND ${USED_NOW.replace('?', '?2')}
     UNION ALL SELECT 1 FROM campaigns WHERE ended = 0 AND instr(json, ?2) LIMIT 1`,
    ...[id, srcOf(id)],
  ).length > 0

type UseRow = { slug: string; state: State; url: string; headline: string }

function indexedUses(ledger: Ledger, id: string): PictureUses {
  const articles = rows<UseRow>(
    ledger,
    `SELECT ${COLUMNS} FROM picture_uses u JOIN articles a ON a.id = u.article WHERE u.picture = ? AND ${USED_NOW} ORDER BY state = 'published' DESC, at DESC`,
    ...[id, srcOf(id)],
  )
  return { articles, campaigns: campaignsWith(ledger, id) }
}

const srcOf = (id: string) => `/pictures/${id}`

const campaignsWith = (ledger: Ledger, id: string) =>
  listCampaigns(ledger)
    .filter((campaign) => JSON.stringify(campaign).includes(srcOf(id)))
    .map((campaign) => campaign.id)

/** Looks through some of the stories that are older than the index. Whether that was the last of them. */
function indexStep(ledger: Ledger): boolean {
  const left = readValue<{ from: number; upTo: number }>(ledger, 'picture-uses')
  if (!left) return true
  const found = rows<{ id: number }>(ledger, 'SELECT id FROM articles WHERE id > ? AND id <= ? ORDER BY id LIMIT ?', left.from, left.upTo, STORIES_A_STEP)
  for (const { id } of found) for (const { json } of newestCopy(ledger, id)) recordPictureUses(ledger, id, json)
  const last = found.at(-1)?.id ?? left.upTo
  const isLast = found.length < STORIES_A_STEP || last >= left.upTo
  if (isLast) deleteValue(ledger, 'picture-uses')
  else saveValue(ledger, 'picture-uses', { ...left, from: last })
  return isLast
}

const newestCopy = (ledger: Ledger, id: number) =>
  rows<{ json: string }>(
    ledger,
    'SELECT c.json FROM articles a JOIN copy c ON c.article = a.id AND c.revision IN (a.revision, a.live, a.ready) WHERE a.id = ?',
    id,
  )
