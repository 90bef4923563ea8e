/** Writing into the edition. Called by the press alone. */
import { forget } from './edition.ts'

/** What the press needs of Workers KV. */
export type Plate = Pick<KVNamespace, 'put' | 'delete' | 'get' | 'getWithMetadata' | 'list'>

/** One value of the edition, ready to stand under its key. `undefined` text: nothing shall stand there. `at`: since when it says this, in milliseconds; `first`: the slug that a renamed story was first out under. */
export type Imprint = { key: string; text: string | undefined; tag: string; at: number; first?: string }

export async function imprint(kv: Plate, { key, text, tag, at, first }: Imprint) {
  await (text === undefined ? kv.delete(key) : kv.put(key, text, { metadata: { tag, at, ...(first && { first }) } }))
  forget([key])
}

/** What stands under these keys. Without our tag, an editor put it there by hand. */
export async function standingUnder(kv: Plate, keys: string[]): Promise<Map<string, { text: string; tag: string | undefined }>> {
  const standing = new Map<string, { text: string; tag: string | undefined }>()
  if (keys.length === 0) return standing
  const found = await kv.getWithMetadata<{ tag?: string }>(keys, { type: 'text', cacheTtl: 30 })
  // The types leave out that a key without a value is null.
  for (const [key, it] of found as Map<string, KVNamespaceGetWithMetadataResult<string, { tag?: string }> | null>) {
    if (it?.value != null) standing.set(key, { text: it.value, tag: it.metadata?.tag })
  }
  return standing
}
