/** Which of some elements are out of place, where they should be in another order: as few as must move. */
export function straysIn<T>(shown: readonly T[], wanted: readonly T[]): T[] {
  const order = [...shown]
  const strays: T[] = []
  for (const [at, right] of wanted.entries()) {
    while (order[at] !== right) {
      const stray = order[at + 1] === right ? (order[at] as T) : right
      strays.push(stray)
      order.splice(order.indexOf(stray), 1)
      order.splice(wanted.indexOf(stray), 0, stray)
    }
  }
  return strays
}
