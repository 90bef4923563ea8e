/** The upper of the two in the middle, where there are two; NaN of nothing. */
export const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
