/** Where a word still stands in a ledger. */
import type { Room } from './newsroom.ts'

/** Everything that the ledger has, as text. */
const everything = ({ sql }: Room) =>
  sql
    .exec<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'filed_%' AND name NOT LIKE 'words_%'`)
    .toArray()
    .filter(({ name }) => !name.startsWith('_cf_') && !name.startsWith('sqlite_') && name !== 'words')
    .flatMap(({ name }) =>
      sql
        .exec(`SELECT * FROM ${name}`)
        .toArray()
        .map((row) => `${name}: ${JSON.stringify(row)}`),
    )
export const traces = (room: Room, word: string) => everything(room).filter((line) => line.includes(word))
