/** Freezes an issue's letter and recipients, so that all readers get the same. */
import type { Site } from '../../copy/shapes/site.ts'
import type { Mailbox } from '../delivery/mailer.ts'
import type { IssueContent } from '../letters/issue.ts'
import { type Database, row, run } from '../list/database.ts'
import { numberOfList } from '../subscribers/letter-links.ts'
import { addToArchive, type IssueRow, REACHED_READERS } from './issues.ts'

/** The letter with everything it needs from the site, so that renaming the site meanwhile changes nothing. */
export type FrozenLetter = { content: IssueContent; from: Mailbox; siteUrl: string; lang: string; listNumber: number; frozenAt: number }

export function freezeLetter(db: Database, list: string, site: Site, content: IssueContent, now: number): FrozenLetter {
  const from = site.newsletter?.from
  return {
    content,
    from: { name: from?.name ?? site.name, address: from?.address ?? '' },
    siteUrl: site.url,
    lang: site.lang,
    listNumber: numberOfList(db, list),
    frozenAt: now,
  }
}

export function freezeIssue(db: Database, { id, list }: IssueRow, letter: FrozenLetter, now: number) {
  const last = row<{ last: number | null }>(db, "SELECT max(reader) AS last FROM subscriptions WHERE list = ? AND state = 'confirmed'", list)?.last ?? 0
  const total = row<{ total: number }>(db, "SELECT total FROM totals WHERE list = ? AND state = 'confirmed'", list)?.total ?? 0
  saveLetter(db, id, letter)
  run(
    db,
    `UPDATE issues SET state = 'sending', reason = NULL, frozen_at = ?1, changed_at = ?1, recipients = ?2, last_reader = ?3, due_at = ?1 WHERE id = ?4`,
    now,
    total,
    last,
    id,
  )
  addToArchive(db, list, 1)
  for (const article of letter.content.articles) recordArticle(db, list, article, id)
}

/** The first issue that sent an article is recorded, unless nobody got that one. */
const recordArticle = (db: Database, list: string, article: string, issue: number) =>
  run(
    db,
    `INSERT INTO issue_articles (list, article, issue) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET issue = excluded.issue WHERE NOT EXISTS (SELECT 1 FROM issues i WHERE i.id = issue_articles.issue AND ${REACHED_READERS})`,
    list,
    article,
    issue,
  )

export function saveLetter(db: Database, id: number, letter: FrozenLetter) {
  run(db, 'INSERT OR REPLACE INTO issue_letters (issue, letter) VALUES (?, ?)', id, JSON.stringify(letter))
  run(db, 'UPDATE issues SET subject = ?, articles = ? WHERE id = ?', letter.content.subject, JSON.stringify(letter.content.articles), id)
}

export function letterOf(db: Database, id: number): FrozenLetter | undefined {
  const found = row<{ letter: string }>(db, 'SELECT letter FROM issue_letters WHERE issue = ?', id)
  return found && (JSON.parse(found.letter) as FrozenLetter) // Written by `saveLetter` alone.
}
