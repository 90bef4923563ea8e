/** The pictures' pages with a script: each file's progress, and a focus point that moves as it is set. */
import { followFocusPoint } from './focus-point.ts'
import { uploadWithProgress } from './upload-with-progress.ts'

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) uploadWithProgress(form)
for (const map of document.querySelectorAll<HTMLElement>('.focus-map')) followFocusPoint(map)
