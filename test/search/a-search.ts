/** What is to be seen of a newsroom's search, from outside and within. */
import { runInDurableObject } from 'cloudflare:test'
import type { Room } from '../press/newsroom.ts'

export const found = async (search: Room['search'], q: string) => (await search.find({ q })).hits.map(({ card }) => card.slug)

export const inside = <T>(search: Room['search'], look: (storage: DurableObjectStorage) => T) =>
  runInDurableObject(search as unknown as DurableObjectStub, (_, { storage }) => look(storage))

/** Where a word still stands in its tables, and in what its indexes are made of. */
export const tracesIn = (search: Room['search'], word: string) =>
  inside(search, ({ sql }) => {
    const lines = ['stories', 'texts', 'kept', 'words_content', 'grams_content'].flatMap((table) =>
      sql
        .exec(`SELECT * FROM ${table}`)
        .toArray()
        .map((row) => `${table}: ${JSON.stringify(row)}`),
    )
    for (const index of ['words', 'grams']) sql.exec(`CREATE VIRTUAL TABLE temp_${index} USING fts5vocab('${index}', 'row')`)
    const terms = ['words', 'grams'].flatMap((index) =>
      sql
        .exec<{ term: string }>(`SELECT term FROM temp_${index}`)
        .toArray()
        .map(({ term }) => `${index}: ${term}`),
    )
    for (const index of ['words', 'grams']) sql.exec(`DROP TABLE temp_${index}`)
    return [...lines, ...terms].filter((line) => line.toLowerCase().includes(word))
  })
