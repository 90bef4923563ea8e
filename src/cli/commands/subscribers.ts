/** Who is on which newsletter, and by which consent. */
import type { AddCommand } from '../command-context.ts'
import { addCounts } from './subscribers/counts.ts'
import { addErasing } from './subscribers/erase.ts'
import { addExport } from './subscribers/export.ts'
import { addImport } from './subscribers/import.ts'
import { addListing } from './subscribers/list.ts'

export const subscribers: AddCommand = (program, run) => {
  const group = program.command('subscribers').description('Count, list, export, import and erase newsletter subscribers')
  for (const add of [addCounts, addListing, addExport, addImport, addErasing]) add(group, run)
}
