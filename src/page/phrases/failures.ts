/** What pages say that are missing or failing: loaded with them, and with no other page. */

const en = {
  notFoundTitle: 'This page doesn’t exist',
  notFoundText: 'The address may be mistyped, or the page may have moved. Try a search or one of these pages.',
  pageGoneTitle: 'This page is no longer here',
  pageGoneText: 'Nothing is at this address any more. Try a search or one of these pages.',
  brokenTitle: 'Something went wrong on our side',
  brokenText: 'We’ve logged the problem. Please try again in a minute.',
  awayTitle: 'We can’t show this page right now',
  awayText: 'Our article service isn’t responding. Please try again in a minute.',
}
type FailurePhrases = Record<keyof typeof en, string>

const de: FailurePhrases = {
  notFoundTitle: 'Diese Seite gibt es nicht',
  notFoundText: 'Vielleicht enthält die Adresse einen Tippfehler, oder die Seite ist umgezogen. Nutzen Sie die Suche oder eine dieser Seiten.',
  pageGoneTitle: 'Diese Seite gibt es nicht mehr',
  pageGoneText: 'Unter dieser Adresse ist nichts mehr. Versuchen Sie es mit der Suche oder einer dieser Seiten.',
  brokenTitle: 'Bei uns ist etwas schiefgegangen',
  brokenText: 'Der Fehler wurde protokolliert. Bitte versuchen Sie es in einer Minute noch einmal.',
  awayTitle: 'Diese Seite kann gerade nicht angezeigt werden',
  awayText: 'Unser Artikeldienst antwortet nicht. Bitte versuchen Sie es in einer Minute noch einmal.',
}

const ar: FailurePhrases = {
  notFoundTitle: 'هذه الصفحة غير موجودة',
  notFoundText: 'ربما كُتب العنوان خطأً أو نُقلت الصفحة. جرّب البحث أو إحدى هذه الصفحات.',
  pageGoneTitle: 'لم تعد هذه الصفحة موجودة',
  pageGoneText: 'لم يعد هناك شيء في هذا العنوان. جرّب البحث أو إحدى هذه الصفحات.',
  brokenTitle: 'حدث خطأ من جانبنا',
  brokenText: 'سجّلنا الخطأ. حاول مرة أخرى بعد دقيقة.',
  awayTitle: 'يتعذّر عرض هذه الصفحة الآن',
  awayText: 'خدمة المقالات لا تستجيب. حاول مرة أخرى بعد دقيقة.',
}

const LANGUAGES: Record<string, FailurePhrases> = { ar, de, en }

/** In the edition's language, English where we have none. */
export const failurePhrasesFor = (lang: string): FailurePhrases => LANGUAGES[lang] ?? LANGUAGES[lang.split('-')[0] ?? ''] ?? en
