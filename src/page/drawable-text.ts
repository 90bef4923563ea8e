/**
 * What static/letters.bin has letters for: Latin with all its accents, Greek, Cyrillic, punctuation,
 * small figures and currencies. Other scripts need shaping or thousands of letters; a mark that is no part of its letter
 * (after normalisation to NFC) needs placing.
 */
const DRAWABLE =
  /^[ -~\xa0-\u024f\u0259\u02bb\u02bc\u0384-\u03ce\u0400-\u045f\u0490-\u04ff\u1e00-\u1eff\u2000-\u200a\u2010-\u2027\u202f-\u203a\u2044\u2070-\u208e\u20a0-\u20bf\u2116\u2122\u2150-\u215e\u2212]*$/

export const isDrawable = (text: string) => DRAWABLE.test(text)
