/** The story page's script. */
import { editInForm } from './edit-in-form.ts'

for (const form of document.querySelectorAll<HTMLFormElement>('.story-form')) editInForm(form)
