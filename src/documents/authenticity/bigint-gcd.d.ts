declare module 'bigint-gcd' {
  /** Greatest common divisor by half-gcd: subquadratic, as products of `bigint`s are in V8. */
  const gcd: (a: bigint, b: bigint) => bigint

  export { gcd as default }
}
