/** One address and nothing else. */
export const isWebAddress = (text: string) => /^https?:\/\/[^\s<>"]+$/i.test(text.trim()) && URL.canParse(text.trim())
