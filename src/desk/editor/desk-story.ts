/** The story page's script. */
import { BodyEditorElement } from './body-editor-element.ts'

if (!customElements.get('body-editor')) customElements.define('body-editor', BodyEditorElement)
