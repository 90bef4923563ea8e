/** The story page's script. */
import { openStory } from './open-story.ts'

for (const form of document.querySelectorAll<HTMLFormElement>('.story-form')) openStory(form)
