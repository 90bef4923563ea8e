/** Puts a backup back into an empty deployment. Everything may be sent twice, so that a restore that was killed is run again. */
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Reply } from './api.ts'
import {
  type BackupFile,
  eachPicture,
  fileOf,
  hasBytes,
  isPicture,
  type Manifest,
  manifestIn,
  measure,
  type Part,
  type PictureLine,
  PROGRESS,
  picturePath,
  picturesIn,
} from './backup-folder.ts'
import type { CommandContext } from './command-context.ts'
import { EXIT, ExitError, usageError } from './exit-error.ts'
import { chunksOf, linesOf } from './json-lines.ts'

/** One request holds so much. A single row may be longer. */
const PIECE = { from: 1, maxLines: 500, maxChars: 1_000_000 }

type Done = { ledger: boolean; 'mailing-list': boolean; readership: boolean }

/** False where this backup was restored there before. */
export async function restoreBackup(context: CommandContext, folder: string): Promise<{ manifest: Manifest; isNew: boolean }> {
  const { manifest, backup } = await wholeBackup(folder)
  const begun = await context.api.ask<{ done: Done }>('POST', '/api/restore', { body: { backup }, repeatable: true })
  const { done } = valueIn(begun)
  if (!done['mailing-list']) {
    await sendRows(context, folder, 'keys')
    await sendRows(context, folder, 'mailing-list')
    await end(context, 'mailing-list', manifest)
  }
  if (!done.readership) {
    await sendRows(context, folder, 'readership')
    await end(context, 'readership', manifest)
  }
  if (!done.ledger) {
    await sendPictures(context, folder)
    await sendRows(context, folder, 'ledger')
    // With it the site begins to print what readers see: it comes last.
    await end(context, 'ledger', manifest)
  }
  return { manifest, isNew: !done.ledger }
}

/** Looked through before anything is sent: half a backup, or a damaged one, changes nothing. */
async function wholeBackup(folder: string) {
  const found = await manifestIn(folder)
  if (!found) {
    const isBegun = await stat(join(folder, PROGRESS)).catch(() => undefined)
    throw usageError(
      isBegun
        ? `The backup in "${folder}" was never finished: it has no manifest. Run newsdesk backup on that folder again to finish it.`
        : `There is no backup in "${folder}": it has no manifest.json.`,
    )
  }
  if (found.manifest.format !== 'dateline-backup' || found.manifest.v !== 1)
    throw usageError(`"${folder}" has a backup of another version (${found.manifest.v}). Use the newsdesk that made it, or a later one.`)
  for (const [name, file] of Object.entries(found.manifest.files)) await checkFile(join(folder, name), name, file)
  for await (const line of picturesIn(folder)) await checkPicture(folder, line)
  return found
}

async function checkFile(path: string, name: string, { bytes, sha256 }: BackupFile) {
  const there = await measure(path).catch(() => undefined)
  // An operator may store the keys apart.
  if (!there && name === fileOf('keys')) return
  if (there?.bytes !== bytes || there.sha256 !== sha256)
    throw new ExitError(EXIT.refused, `${name} isn’t as the backup made it. Nothing was sent. Get it from another copy of the backup.`)
}

async function checkPicture(folder: string, line: PictureLine) {
  if (!hasBytes(line)) return
  const there = await stat(picturePath(folder, line.id)).catch(() => undefined)
  if (there?.size !== line.bytes)
    throw new ExitError(EXIT.refused, `Picture ${line.id} is missing or cut off. Nothing was sent. Get it from another copy of the backup.`)
}

async function sendRows({ api, print }: CommandContext, folder: string, part: Part) {
  const path = join(folder, fileOf(part))
  if (!(await stat(path).catch(() => undefined))) {
    print.error(`${fileOf(part)} isn’t there. Links in letters that were sent won’t work, and suppressed addresses aren’t known any more.`)
    return
  }
  const bar = print.progress(undefined, 'rows')
  try {
    for await (const piece of chunksOf(linesOf(createReadStream(path)), PIECE)) {
      const body = piece.map(({ text }) => `${text}\n`).join('')
      valueIn(await api.ask('POST', `/api/restore/${part}`, { body, type: 'application/jsonl', repeatable: true }), piece[0]?.number)
      bar.step(piece.length)
    }
  } finally {
    bar.end()
  }
}

async function sendPictures(context: CommandContext, folder: string) {
  const bar = context.print.progress(undefined, 'pictures')
  try {
    await eachPicture(picturesIn(folder), async (line) => {
      await sendPicture(context, folder, line)
      bar.step()
    })
  } finally {
    bar.end()
  }
}

async function sendPicture({ api }: CommandContext, folder: string, line: PictureLine) {
  const { id, type, metadata } = line
  const bytes = hasBytes(line) ? await readFile(picturePath(folder, id)) : new Uint8Array()
  if (hasBytes(line) && !isPicture(id, bytes))
    throw new ExitError(EXIT.refused, `Picture ${id} is damaged. Get it from another copy of the backup, and run this again.`)
  valueIn(
    await api.text('PUT', `/api/restore/pictures/${id}`, {
      query: { type, metadata: JSON.stringify(metadata) },
      body: bytes,
      type: 'application/octet-stream',
    }),
  )
}

const end = async ({ api }: CommandContext, part: keyof Done, { tables }: Manifest) =>
  void valueIn(await api.text('POST', `/api/restore/${part}/end`, { body: { counts: tables }, repeatable: true }))

function valueIn<T>(reply: Reply<T>, line?: number): T {
  if (reply.ok) return reply.value
  throw new ExitError(EXIT.refused, line === undefined ? reply.problem.detail : `From line ${line}: ${reply.problem.detail}`)
}
