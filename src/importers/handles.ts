/** SQL for the names that a text mentions where names may have dots, but do not end in one: on TikTok and Instagram. */
export const dottedNames = (text: string) =>
  `regexp_extract_all(${text}, '(?:^|[^A-Za-z0-9_@/.])@([A-Za-z0-9_.]*[A-Za-z0-9_])', 1)`
