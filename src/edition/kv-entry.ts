/** Writing into the edition. Called by the press alone. */
import { forget } from './edition.ts'

/** What the press needs of Workers KV. */
export type KvWriter = Pick<KVNamespace, 'put' | 'delete' | 'get' | 'getWithMetadata' | 'list'>

/**
 * One value of the edition, ready to be written. `undefined` text: the key is to be deleted. `at`: since when it says this, in
 * milliseconds. `first`: the slug that a renamed story was first out under. `id`: what feeds call it. `changed`: when readers last saw an article change.
 */
export type KvEntry = { key: string; text: string | undefined; tag: string; at: number; first?: string; id?: string; changed?: string }

export async function writeEntry(kv: KvWriter, { key, text, tag, at, first, id, changed }: KvEntry) {
  await (text === undefined
    ? kv.delete(key)
    : kv.put(key, text, { metadata: { tag, at, ...(first && { first }), ...(id && { id }), ...(changed && { changed }) } }))
  forget([key])
}

/** What KV has under these keys. Without our tag, an editor put it there by hand. */
export async function readEntries(kv: KvWriter, keys: string[]): Promise<Map<string, { text: string; tag: string | undefined }>> {
  const entries = new Map<string, { text: string; tag: string | undefined }>()
  if (keys.length === 0) return entries
  const found = await kv.getWithMetadata<{ tag?: string }>(keys, { type: 'text', cacheTtl: 30 })
  // The types leave out that a key without a value is null.
  for (const [key, it] of found as Map<string, KVNamespaceGetWithMetadataResult<string, { tag?: string }> | null>) {
    if (it?.value != null) entries.set(key, { text: it.value, tag: it.metadata?.tag })
  }
  return entries
}
