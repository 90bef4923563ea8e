/** What an editor says of a letter to be made: the same for a preview and for a draft. */
import { Option } from '@commander-js/extra-typings'

const LETTER_KINDS = ['breaking', 'digest', 'story'] as const
export type LetterOptions = { kind?: (typeof LETTER_KINDS)[number] | undefined; subject?: string | undefined; introduction?: string | undefined }

export const kindOption = () => new Option('--kind <kind>', 'what the letter is; as the newsletter is, unless said').choices(LETTER_KINDS)

export const ARTICLES = 'the stories, in this order; a digest without any takes what came out since its last issue'
