/** A text as SQL writes it. For file names and constants of our own making; data goes in as parameters. */
export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** A column's name as SQL writes it. */
export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`
