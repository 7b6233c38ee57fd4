import { z } from 'zod'

/**
 * Ten digits whose last is the modulus 11 check digit of the first nine
 * (NHS Data Dictionary, NHS NUMBER): weights 10 down to 2, 11 - sum mod 11, 11 counts as 0, 10 is never issued.
 */
export const nhsNumber = z
  .string()
  .regex(/^\d{10}$/, 'ten digits')
  .refine(checkDigitHolds, 'a check digit that fits')
  .brand<'NhsNumber'>()
export type NhsNumber = z.infer<typeof nhsNumber>

function checkDigitHolds(digits: string): boolean {
  const sum = Array.from(digits.slice(0, 9), Number).reduce((total, digit, index) => total + digit * (10 - index), 0)
  const check = (11 - (sum % 11)) % 11
  return check !== 10 && check === Number(digits[9])
}

export type NhsNumberReading =
  | { readonly kind: 'valid'; readonly number: NhsNumber }
  | { readonly kind: 'not-ten-digits' }
  | { readonly kind: 'wrong-check-digit' }

/** Reads a number as people write it, with or without spaces and hyphens. */
export function readNhsNumber(text: string): NhsNumberReading {
  const digits = text.replace(/[\s-]/g, '')
  if (!/^\d{10}$/.test(digits)) return { kind: 'not-ten-digits' }
  const parsed = nhsNumber.safeParse(digits)
  return parsed.success ? { kind: 'valid', number: parsed.data } : { kind: 'wrong-check-digit' }
}

/** `999 428 9268`: grouped 3-3-4, as the NHS patient banner guidance asks. */
export const spacedNhsNumber = (number: NhsNumber): string =>
  `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`
