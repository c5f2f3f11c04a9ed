import type { Text } from '../../model/finding.ts'

/** What one document says of its own making; times in ms, null where it does not say. */
export interface Making {
  document: string
  format: string
  created: number | null
  created_basis: string | null
  modified: number | null
  modified_basis: string | null
  doc_created: number | null
  application: string | null
  version: string | null
  revision: number | null
  rsids: number | null
  xls_year: number | null
  producer: string | null
}

/** A check: whether it can be asked of a document, whether it finds something, and what that means. */
export interface Check {
  id: string
  /** The fact that the finding opens at. */
  fact: string
  /** null where the document does not say enough. */
  odd: (making: Making) => boolean | null
  says: { en: (odd: string) => string; fr: (odd: string) => string }
  means: Text
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const YEAR = 365.25 * 24 * HOUR

/** Office files in their XML formats can be read since the second half of 2006. */
const OOXML_SINCE = Date.UTC(2006, 0, 1)
/** When the first build of each version of Office was given to anyone. */
const SINCE: Readonly<Record<number, number>> = {
  10: Date.UTC(2000, 6, 1),
  11: Date.UTC(2002, 9, 1),
  12: Date.UTC(2005, 8, 1),
  14: Date.UTC(2009, 0, 1),
  15: Date.UTC(2012, 0, 1),
  16: Date.UTC(2014, 4, 1),
}

const sameClock = ({ created_basis, modified_basis }: Making) => created_basis === modified_basis

export const CHECKS: readonly Check[] = [
  {
    id: 'created-after-saved',
    fact: 'created',
    odd: making =>
      making.created === null || making.modified === null || !sameClock(making)
        ? null
        : // Programs write the two times one after the other.
          making.created - making.modified > 2 * MINUTE,
    says: {
      en: odd => `${odd} say that they were created after they were last saved`,
      fr: odd => `${odd} disent avoir été créés après leur dernier enregistrement`,
    },
    means: {
      en: 'Programs that make a file from a template, or copy a file’s properties, do this too.',
      fr: 'Des logiciels qui font un fichier d’après un modèle, ou recopient les propriétés d’un fichier, le font aussi.',
    },
  },
  {
    id: 'program-after-saved',
    fact: 'application_version',
    odd: ({ application, version, modified }) => {
      const major = Math.floor(Number(version))
      const since = SINCE[major]
      if (
        modified === null ||
        since === undefined ||
        !/^Microsoft (Office )?(Excel|Word|PowerPoint|Macintosh)/.test(application ?? '')
      )
        return null
      return modified < since
    },
    says: {
      en: odd => `${odd} name a version of Office that did not exist when they say they were saved`,
      fr: odd =>
        `${odd} nomment une version d’Office qui n’existait pas quand ils disent avoir été enregistrés`,
    },
    means: {
      en: 'The clock was wrong, or the date was set: a newer program saved the file, and the old date stands in it.',
      fr: 'L’horloge était fausse, ou la date a été fixée : un logiciel plus récent a enregistré le fichier, et l’ancienne date y figure.',
    },
  },
  {
    id: 'format-after-saved',
    fact: 'modified',
    odd: ({ format, modified }) =>
      modified === null || !/^(doc|xls|ppt)[xm]$/.test(format) ? null : modified < OOXML_SINCE,
    says: {
      en: odd => `${odd} are in a format that did not exist when they say they were saved`,
      fr: odd => `${odd} sont dans un format qui n’existait pas quand ils disent avoir été enregistrés`,
    },
    means: {
      en: 'A file that was converted keeps its old dates in some programs; some libraries write a fixed date.',
      fr: 'Un fichier converti garde ses anciennes dates avec certains logiciels ; certaines bibliothèques écrivent une date fixe.',
    },
  },
  {
    id: 'build-after-saved',
    fact: 'xls_build_year',
    odd: ({ xls_year, modified }) =>
      modified === null || xls_year === null || xls_year < 1990 || xls_year > 2010
        ? null
        : modified < Date.UTC(xls_year - 3, 0, 1),
    says: {
      en: odd =>
        `${odd} were written by a build of Excel years younger than the date they say they were saved on`,
      fr: odd =>
        `${odd} ont été écrits par une version d’Excel de plusieurs années plus récente que la date d’enregistrement qu’ils donnent`,
    },
    means: {
      en: 'Some libraries write a fixed build.',
      fr: 'Certaines bibliothèques écrivent une version fixe.',
    },
  },
  {
    id: 'word-clock',
    fact: 'doc_created',
    odd: ({ doc_created, created, created_basis }) => {
      if (doc_created === null || created === null || created_basis !== 'utc') return null
      const offset = doc_created - Math.floor(created / MINUTE) * MINUTE
      if (Math.abs(offset) > 14 * HOUR + MINUTE) return true
      // Clocks differ by quarters of an hour; Word keeps minutes, so one either way is nothing.
      const beside = Math.abs(offset) % (15 * MINUTE)
      return Math.min(beside, 15 * MINUTE - beside) > MINUTE
    },
    says: {
      en: odd =>
        `${odd} give two times of creation that no time zone reconciles: Word’s own, and that of their properties`,
      fr: odd =>
        `${odd} donnent deux heures de création qu’aucun fuseau ne concilie : celle de Word et celle de leurs propriétés`,
    },
    means: {
      en: 'One of the two was changed by itself; a conversion by another program does that too. It is no time zone of the writer: it is zero in most files.',
      fr: 'L’une des deux a été changée seule ; une conversion par un autre logiciel le fait aussi. Ce n’est pas le fuseau de l’auteur : l’écart est nul dans la plupart des fichiers.',
    },
  },
  {
    id: 'lost-history',
    fact: 'docx_rsid_count',
    odd: ({ rsids, revision }) => (rsids === null || revision === null || revision < 10 ? null : rsids <= 1),
    says: {
      en: odd =>
        `${odd} say they were saved ten times or more, yet hold the trace of one session at the most`,
      fr: odd =>
        `${odd} disent avoir été enregistrés dix fois ou plus, mais ne portent la trace que d’une session au plus`,
    },
    means: {
      en: 'A file that another program saved anew loses them; so does one whose owner told Word not to keep them.',
      fr: 'Un fichier réenregistré par un autre logiciel les perd ; un fichier dont le propriétaire a dit à Word de ne pas les garder aussi.',
    },
  },
  {
    id: 'future',
    fact: 'created',
    odd: ({ created, modified }) => {
      const last = Math.max(created ?? 0, modified ?? 0)
      return last === 0 ? null : last > Date.now() + YEAR / 365
    },
    says: {
      en: odd => `${odd} say they were made in the future`,
      fr: odd => `${odd} disent avoir été faits dans l’avenir`,
    },
    means: { en: 'A wrong clock is enough.', fr: 'Une horloge fausse y suffit.' },
  },
]
