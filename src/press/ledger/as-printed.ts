/** A revision as readers get it: what the newsroom decided since it was filed is applied. The same object where that is nothing. */
import type { Article } from '../../copy/shapes/article.ts'
import { withPresentNames } from './names.ts'
import { withShownPictures } from './shown-pictures.ts'
import type { Ledger } from './sql.ts'

export const asPrinted = (ledger: Ledger, article: Article): Article => withShownPictures(ledger, withPresentNames(ledger, article))
