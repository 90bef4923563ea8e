/** The rows that SQLite read and wrote for a piece of work: what the platform counts, and what grows where an index is missing. */
export async function rowsOf(sql: SqlStorage, work: () => unknown) {
  const rows = { read: 0, written: 0 }
  const exec = sql.exec.bind(sql)
  sql.exec = ((query: string, ...bound: unknown[]) => {
    const cursor = exec(query, ...bound)
    const all = cursor.toArray()
    rows.read += cursor.rowsRead
    rows.written += cursor.rowsWritten
    return { toArray: () => all, one: () => all[0], rowsWritten: cursor.rowsWritten }
  }) as typeof sql.exec
  try {
    await work()
  } finally {
    sql.exec = exec
  }
  return rows
}
