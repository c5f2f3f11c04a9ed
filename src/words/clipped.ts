/** A label that keeps to so many letters. */
export const clipped = (text: string, letters: number): string =>
  [...text].length > letters ? `${[...text].slice(0, letters - 1).join('')}…` : text
