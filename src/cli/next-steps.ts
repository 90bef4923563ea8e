/** Next steps after a refusal: what for, and the command to copy, one below the other. */
export type NextStep = readonly [purpose: string, command: string]

export function nextStepLines(ways: readonly NextStep[]): string[] {
  const width = Math.max(...ways.map(([purpose]) => purpose.length))
  return ways.map(([purpose, command]) => `  ${`${purpose}:`.padEnd(width + 1)}  ${command}`)
}
