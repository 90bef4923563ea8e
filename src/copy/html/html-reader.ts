import type { BlockInput } from '../shapes/block.ts'
import type { ReportOmission } from '../text/omissions.ts'
import type { Node } from './tree.ts'

/**
 * How one text of foreign HTML is read. Lists, tables and figures hand their content back to `readBlocks`, which takes text
 * outside any paragraph to be `loose`: a blank line in it parts paragraphs.
 */
export type HtmlReader = { report: ReportOmission; readBlocks: (nodes: readonly Node[], loose: boolean) => BlockInput[] }
