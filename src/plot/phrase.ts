import type { ChartContext, Text } from '../model/index.ts'

/** The one of two phrasings that the page speaks. */
export const phrase = ({ lang }: Pick<ChartContext, 'lang'>, en: string, fr: string): string =>
  ({ en, fr })[lang]

export const titled = (en: string, fr: string): Text => ({ en, fr })
