/**
 * What is written, kept in this browser until the newsroom has it. One record for each person, story, page and base revision. Whether a
 * copy is newer than something else is never told by its clock: a copy is here because the press didn't confirm it.
 */
import type { StoryContent } from '../story-content.ts'

/**
 * `at` is this device's clock, and only shown. `tab` is the page it was typed in. The draft of that page with the number `draft` has all of it,
 * and so has a later one; a copy of an older release doesn't know.
 */
export type LocalCopy = { by: string; story: string; tab: string; base: number; at: number; draft?: number; content: StoryContent }
export type Kept = 'kept' | 'full' | 'blocked'

const DATABASE = 'dateline-desk'
const STORE = 'copies'
const KEY = ['by', 'story', 'tab', 'base']
const MAX_AGE_MS = 90 * 86_400_000

export class LocalCopies {
  readonly #database: Promise<IDBDatabase | undefined>

  constructor() {
    this.#database = open()
  }

  /** Copies of other bases that this page kept before go. */
  async keep(copy: LocalCopy): Promise<Kept> {
    const database = await this.#database
    if (!database) return 'blocked'
    try {
      await inTransaction(database, 'readwrite', (store) => {
        store.delete(rangeOf(copy))
        store.put(copy)
      })
      return 'kept'
    } catch (error) {
      return (error as DOMException).name === 'QuotaExceededError' ? 'full' : 'blocked'
    }
  }

  async remove({ by, story, tab }: Pick<LocalCopy, 'by' | 'story' | 'tab'>) {
    const database = await this.#database
    await (database && inTransaction(database, 'readwrite', (store) => store.delete(rangeOf({ by, story, tab }))).catch(() => undefined))
  }

  /** This person's, newest first, of pages that are closed. */
  async left(by: string): Promise<LocalCopy[]> {
    const database = await this.#database
    if (!database) return []
    const all: LocalCopy[] = []
    try {
      await inTransaction(database, 'readonly', (store) => {
        store.getAll(IDBKeyRange.bound([by], [by, []])).onsuccess = ({ target }) => all.push(...(target as IDBRequest<LocalCopy[]>).result)
      })
    } catch {
      return []
    }
    const open = await openPages()
    return all.filter(({ tab, at }) => !open.has(tab) && at > Date.now() - MAX_AGE_MS).sort((a, b) => b.at - a.at)
  }
}

const rangeOf = ({ by, story, tab }: Pick<LocalCopy, 'by' | 'story' | 'tab'>) => IDBKeyRange.bound([by, story, tab], [by, story, tab, []])

/** Some browsers never answer at all when their storage is damaged: writing and filing go on without it. */
const PATIENCE_MS = 3000

/** Nothing where the browser keeps nothing, as some do in private windows. */
function open(): Promise<IDBDatabase | undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), PATIENCE_MS)
    try {
      const request = indexedDB.open(DATABASE, 1)
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: KEY })
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(undefined)
      request.onblocked = () => resolve(undefined)
    } catch {
      resolve(undefined)
    }
  })
}

function inTransaction(database: IDBDatabase, mode: IDBTransactionMode, work: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode)
    work(transaction.objectStore(STORE))
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new DOMException('', 'AbortError'))
    transaction.onerror = () => reject(transaction.error ?? new DOMException('', 'AbortError'))
    transaction.commit?.()
  })
}

const LOCK = 'dateline-story '

/** While this page is open, what it keeps is nobody's to be offered. Browsers let go of the lock when it is closed, or dies. */
export function holdPage(tab: string) {
  navigator.locks?.request(LOCK + tab, () => new Promise(() => undefined)).catch(() => undefined)
}

async function openPages(): Promise<Set<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])))
}
