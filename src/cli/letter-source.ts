/** The options of a new issue, shared by preview and draft. */
import { Option } from '@commander-js/extra-typings'

const LETTER_KINDS = ['breaking', 'digest', 'story'] as const
export type LetterOptions = { kind?: (typeof LETTER_KINDS)[number] | undefined; subject?: string | undefined; introduction?: string | undefined }

export const kindOption = () => new Option('--kind <kind>', 'the kind of issue (default: the newsletter’s own)').choices(LETTER_KINDS)

export const ARTICLES = 'the articles, in this order; a digest without any takes those published since its last issue'
