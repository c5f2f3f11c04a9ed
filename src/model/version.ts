/** The program's version, as written into custody lines and findings; a test keeps it equal to package.json's. */
export const VERSION = '0.1.0'
