/** One thing that is looked at to see whether a deployment is well. */

/** `words` say what was found, `todo` what to do where that isn't well. */
export type Check = { name: string; ok: boolean; words: string; todo?: string }

export interface HealthCalls {
  health(): Promise<Check[]>
}

/** In words: `3 minutes`. */
export function spanOf(ms: number) {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const [count, unit] = seconds < 120 ? [seconds, 'second'] : seconds < 7200 ? [Math.round(seconds / 60), 'minute'] : [Math.round(seconds / 3600), 'hour']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** The tables and columns of an object, as eight letters: the same wherever the same version has opened it. */
export function schemaTag(sql: SqlStorage, fingerprint: (text: string) => string) {
  const columns = sql
    .exec<{ name: string; column: string }>(
      `SELECT t.name, c.name AS column FROM sqlite_schema t, pragma_table_info(t.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT GLOB '_cf_*' AND t.name <> 'restored_backups' ORDER BY t.name, c.name`,
    )
    .toArray()
  return fingerprint(columns.map(({ name, column }) => `${name}.${column}`).join()).slice(0, 8)
}
