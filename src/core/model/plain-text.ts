/**
 * Text as it is compared: its letters and digits in one case and one form, a space between words. Copied from elsewhere, the
 * same words come with other quotes, dashes and line ends, and with characters that nobody sees.
 */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\p{Default_Ignorable_Code_Point}+/gu, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
