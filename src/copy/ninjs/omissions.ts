/** What of an item's lines readers do not get: words that were struck out or hidden in them, and what no field takes. */
import type { Notes } from '../text/omissions.ts'
import { correctionIn } from './headline.ts'
import { type Item, type JsonObject, plainText, recordsOf, textOfEntry, trimmedText } from './item.ts'

const LINE_FIELDS = ['headline', 'by', 'byline', 'located', 'copyrightHolder']
const NAMED_LISTS = ['people', 'infoSources', 'subjects', 'places'] as const
/** A standfirst and a caption are no longer. */
const MAX_PROSE = 4000

export function noteOmissions(item: Item, notes: Notes) {
  noteTexts(item, '', notes)
  for (const list of NAMED_LISTS)
    for (const [at, { name }] of recordsOf(item[list]).entries()) plainText(name, undefined, notes.reporterAt(`/${list}/${at}/name`))
  for (const [at, entry] of recordsOf(item.descriptions).entries())
    if (entry.role === 'correction' && !correctionIn(entry))
      notes.add(`/descriptions/${at}/value: This correction was left out because it doesn’t start with a time, such as "2026-11-10T16:05:00Z An earlier …".`)
  for (const [at, association] of recordsOf(item.associations).entries()) {
    noteTexts(association, `/associations/${at}`, notes)
    const { type, name, uri } = association
    if (type === 'video' || type === 'audio')
      notes.add(`/associations/${at}: The ${type} “${trimmedText(name) ?? trimmedText(uri) ?? ''}” isn’t shown. You can use an embed block instead.`)
  }
}

function noteTexts(holder: JsonObject, pointer: string, notes: Notes) {
  for (const field of LINE_FIELDS) plainText(holder[field], undefined, notes.reporterAt(`${pointer}/${field}`))
  for (const list of ['headlines', 'descriptions'])
    for (const [at, entry] of recordsOf(holder[list]).entries()) {
      const place = `${pointer}/${list}/${at}/value`
      if (textOfEntry(entry, notes.reporterAt(place)).length > MAX_PROSE) notes.add(`${place}: This text is longer than 4,000 characters and was left out.`)
    }
}
