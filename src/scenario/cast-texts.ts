/** What the leak-publishing organisation says, in this order. One is about the metadata of office files. */
export const PUBLISHER_TEXTS: readonly string[] = [
  'A large archive of campaign mail has appeared tonight. We are checking its authenticity',
  'Attachment dates in the sample match the message headers so far',
  'The full archive is nine gigabytes in several parts, here is where it was posted',
  'We have not found an inauthentic document yet, but the search is not over',
  'Several office files carry Cyrillic metadata, which may be tampering or a careless editor',
  'DKIM signatures of several thousand mails can be verified by anyone',
  'Who gains from a release hours before the media blackout?',
  'Our search index of the archive is being built, expect delays',
  'The archive is too large to be read before the vote',
  'A spreadsheet was last saved by a name in a Cyrillic alphabet',
  'Mail in this archive runs to the end of April',
  'Statement: the campaign confirms a theft and says fakes were mixed in',
  'We did not obtain this archive and do not know who did',
  'First million words now searchable',
  'Some early forum claims about this archive are false, read the sources',
  'The press of one country may not write about what all others discuss',
  'Verification continues, errors will be corrected in public',
  'A table of file types in the archive',
  'Sunday: the index is complete',
  'Readers keep asking for a checksum, here it is',
]

export const VICE_PRESIDENT_TEXTS: readonly string[] = [
  'Apprendra-t-on des choses que le journalisme d’investigation a délibérément tues ?',
  'La campagne s’arrête à minuit, les questions demeurent',
  'Effrayant naufrage démocratique, lisez et jugez',
  'Je constate que la presse étrangère en parle librement',
  'Bon silence électoral à tous, rendez-vous dimanche',
]
