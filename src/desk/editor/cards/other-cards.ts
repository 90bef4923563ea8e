/** Embeds, HTML, and blocks of a kind that this editor does not know. */
import { elementsFrom } from '../blocks/html-elements.ts'
import { element } from '../element.ts'
import type { CardKind } from './card-view.ts'
import { field } from './field.ts'

export const EMBED_CARD: CardKind = {
  name: 'Embed',
  draw(control) {
    const optional = (name: string) => (value: string) => control.set({ [name]: value === '' ? null : value })
    const fields = {
      url: field({
        name: 'url',
        label: 'Address',
        hint: 'It must start with https://.',
        type: 'url',
        spellcheck: false,
        onInput: (url) => control.set({ url: url.trim() }),
      }),
      title: field({ name: 'title', label: 'Title', hint: 'Readers get the title and a link.', onInput: (title) => control.set({ title }) }),
      provider: field({ name: 'provider', label: 'Site', onInput: optional('provider') }),
      text: field({ name: 'text', label: 'Text', type: 'textarea', onInput: optional('text') }),
    }
    return {
      content: Object.values(fields).map(({ wrapper }) => wrapper),
      show({ attrs }) {
        for (const [name, { show }] of Object.entries(fields)) show(attrs[name])
      },
    }
  },
}

export const HTML_CARD: CardKind = {
  name: 'HTML',
  draw(control) {
    const preview = element('div', { class: 'html-preview' })
    const source = field({ name: 'html', label: 'HTML', type: 'textarea', spellcheck: false, onInput: (html) => control.set({ html }) })
    return {
      content: [preview, element('details', {}, [element('summary', { text: 'Edit HTML' }), source.wrapper])],
      show({ attrs }) {
        source.show(attrs.html)
        preview.replaceChildren(...elementsFrom(String(attrs.html)))
        for (const link of preview.querySelectorAll('a')) link.tabIndex = -1
      },
    }
  },
}

export const UNKNOWN_CARD: CardKind = {
  name: 'Unknown block',
  draw() {
    const words = element('p')
    const source = element('pre', { attributes: { dir: 'ltr' } })
    return {
      content: [words, element('details', {}, [element('summary', { text: 'Show its data' }), source])],
      show({ attrs: { block } }) {
        words.textContent = `This block (“${String(block.type)}”) can’t be edited here. It stays as it is.`
        source.textContent = JSON.stringify(block, null, 2)
      },
    }
  },
}
