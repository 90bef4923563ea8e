/** The files an editor means by FILE, FOLDER or GLOB, in the order of the words and then by name. */
import { glob, stat } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import { usageError } from './exit-error.ts'

/** `named` is a file that stands on the command line itself: it is filed whatever it looks like. */
export type Found = { path: string; shown: string; named: boolean }

const COPY = /\.(?:json|md|markdown)$/i

export async function findCopy(words: string[], cwd: string): Promise<Found[]> {
  const found = new Map<string, Found>()
  for (const word of words) {
    let any = false
    for await (const one of filesOf(word, cwd)) {
      any = true
      if (!found.has(one.path)) found.set(one.path, one)
    }
    if (!any) throw usageError(`"${word}" matches no article: nothing there ends in .json or .md.`)
  }
  return [...found.values()]
}

async function* filesOf(word: string, cwd: string): AsyncGenerator<Found> {
  const path = resolve(cwd, word)
  // The place may not exist: then the word is a pattern.
  const place = await stat(path).catch(() => undefined)
  if (place?.isFile()) yield { path, shown: displayPath(path, cwd), named: true }
  else if (place?.isDirectory()) yield* matches('**/*', path, cwd)
  else if (/[*?[{]/.test(word)) yield* matches(word, cwd, cwd)
  else throw usageError(`There is no file "${word}".`)
}

async function* matches(pattern: string, from: string, cwd: string): AsyncGenerator<Found> {
  const paths: string[] = []
  for await (const name of glob(pattern, { cwd: from })) {
    const path = join(from, name)
    if (COPY.test(path) && !isIgnored(relative(from, path))) paths.push(path)
  }
  for (const path of paths.sort()) yield { path, shown: displayPath(path, cwd), named: false }
}

/** Hidden files, installed packages and the folder's own README are nobody's copy. */
const isIgnored = (path: string) => path.split(sep).some((part) => part === 'node_modules' || /^\.[^.]/.test(part)) || /^readme\.md$/i.test(basename(path))

const displayPath = (path: string, cwd: string) => {
  const near = relative(cwd, path)
  return near.startsWith('..') ? path : near
}
