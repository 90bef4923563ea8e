/** SQLite as it is, and how many rows it has had to look at. */
export function countedSql(sql: SqlStorage) {
  const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = []
  const counted = {
    exec(query: string, ...bound: unknown[]) {
      const cursor = sql.exec(query, ...bound)
      cursors.push(cursor)
      return cursor
    },
  }
  // What is tested runs queries and no more.
  return { sql: counted as SqlStorage, looked: () => cursors.reduce((sum, { rowsRead }) => sum + rowsRead, 0) }
}
