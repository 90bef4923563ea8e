/** Values of options that more than one command takes, checked before anything is tried. */
import { InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { isSlug } from '../copy/shapes/slug-spelling.ts'

/** A moment with its zone, since an editor in Singapore and a server in UTC do not mean the same eight o'clock. */
export function parseMoment(text: string): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('Write a date and time with its time zone as ISO 8601, such as 2026-12-01T08:00:00+08:00.')
  return text
}

export function parseWholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1.')
  return Number(text)
}

/** For every command that changes an article. */
export const ifMatchOption = () => new Option('--if-match <n>', 'only if revision N is still the newest').argParser(parseWholeNumber)

export function parseSlug(text: string): string {
  // Some terminals and file systems send letters and their marks apart.
  const slug = text.normalize('NFC')
  if (!isSlug(slug)) throw new InvalidArgumentError('A slug is small letters, digits and hyphens, such as mali-phone-call.')
  return slug
}

export const yesOption = () => new Option('-y, --yes', 'do not ask')
