/** House style: what to write in place of what. */
import type { AddCommand } from '../command-context.ts'
import { addCheck } from './style/check.ts'
import { addExport } from './style/export.ts'
import { addImport } from './style/import.ts'

export const style: AddCommand = (program, run) => {
  const group = program.command('style').description('Check copy by house style; export and import its rules')
  for (const add of [addCheck, addExport, addImport]) add(group, run)
}
