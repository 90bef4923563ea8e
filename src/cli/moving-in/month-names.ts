/** Months by the beginning of their names in English, German, French, Spanish, Italian, Dutch and Portuguese, without accents. */
const MONTHS = ['jan|gen|ene', 'feb|fev', 'mar|mrz|mrt|mae|maa', 'apr|avr|abr', 'may|mai|mei|mag', 'jun|juin|giu', 'jul|juil|lug', 'aug|aou|ago']
  .concat('sep|set', 'oct|okt|ott|out', 'nov', 'dec|dez|dic')
  .map((names) => new RegExp(`^(?:${names})`, 'i'))

/** 1 to 12; `undefined` for what is no month's name. */
export function monthCalled(name: string): number | undefined {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '')
  const at = MONTHS.findIndex((month) => month.test(plain))
  return at === -1 ? undefined : at + 1
}
