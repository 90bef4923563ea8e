/** What is sent of what was typed: its text, and below it the picture. */
import type { Draft } from './kept.ts'

export function markdownOf({ markdown, picture }: Draft) {
  if (!picture) return markdown
  const { src, width, height, alt, decorative } = picture
  const words = decorative
    ? ''
    : alt
        .replace(/[\\[\]*_`~<&]/g, '\\$&')
        .replace(/\s+/g, ' ')
        .trim()
  return `${markdown}\n\n![${words}](${src}){width=${width} height=${height}}`.trim()
}
