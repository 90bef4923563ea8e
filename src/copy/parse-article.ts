/** The gate for articles where they are filed: the sanitiser is there. */
import './clean.ts'

export { parseCanonicalArticle as parseArticle } from './parse.ts'
