/** What the front cache knows every form of a picture by (`Cache-Tag`), so that the press can purge them together. */
export const pictureTag = (id: string) => `picture:${id}`
