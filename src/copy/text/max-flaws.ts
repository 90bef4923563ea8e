/** More than this many flaws help nobody, and a text with a mistake in every word would be answered with many times its size. */
export const MAX_FLAWS = 50
