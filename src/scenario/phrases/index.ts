import type { Grammar } from '../grammar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { nl } from './nl.ts'
import { pl } from './pl.ts'
import { ru } from './ru.ts'

/** The languages that the simulated talk is in. */
export const phrases = { en, fr, es, de, it, ru, nl, pl } satisfies Record<string, Grammar>
export type Language = keyof typeof phrases
export const LANGUAGES: readonly Language[] = ['en', 'fr', 'es', 'de', 'it', 'ru', 'nl', 'pl']
