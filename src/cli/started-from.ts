/**
 * Which revision a file of copy started from. The editor's records know it; beside them a comment in the front matter, written
 * by `newsdesk get`, which goes where the file goes: through a pipe, to a colleague, into another folder.
 */
import type { CopyFile } from './copy-file.ts'
import type { Records } from './records.ts'

const COMMENT = /^# newsdesk: revision (\d{1,9}) of (\S+)$/

/** Whichever says more: a file that came by mail may be newer than what this editor last filed from its place. */
export async function revisionStartedFrom(records: Records, copy: CopyFile, siteUrl: string): Promise<number | undefined> {
  const record = copy.isPiped ? undefined : await records.articleOf(copy.path)
  const known = [record?.slug === copy.slug ? record.revision : undefined, copy.form === 'markdown' ? revisionInComment(copy, siteUrl) : undefined]
  const revisions = known.filter((revision) => revision !== undefined)
  return revisions.length > 0 ? Math.max(...revisions) : undefined
}

/** Comments at the head of the front matter, the first of which says what the file starts from. */
export const withComments = (markdown: string, revision: number, address: string, more: string[]) =>
  markdown.replace(/^---\n/, () => ['---', `# newsdesk: revision ${revision} of ${address}`, ...more.map((line) => `# ${line}`), ''].join('\n'))

export const addressOf = (siteUrl: string, slug: string) => `${siteUrl}/api/articles/${slug}`

function revisionInComment({ text, slug }: CopyFile, siteUrl: string): number | undefined {
  const rows = text.split(/\r?\n/, 100)
  if (rows[0]?.trim() !== '---') return undefined
  for (const row of rows.slice(1)) {
    if (row.trim() === '---') return undefined
    const [, revision, address] = COMMENT.exec(row.trim()) ?? []
    if (address === addressOf(siteUrl, slug)) return Number(revision)
  }
  return undefined
}
