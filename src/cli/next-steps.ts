/** Ways to go on after a refusal: what for, and the command to copy, one below the other. */
export type Way = readonly [purpose: string, command: string]

export function wayLines(ways: readonly Way[]): string[] {
  const width = Math.max(...ways.map(([purpose]) => purpose.length))
  return ways.map(([purpose, command]) => `  ${`${purpose}:`.padEnd(width + 1)}  ${command}`)
}
