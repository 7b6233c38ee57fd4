/** Who and when side by side, one under the other where there is no room; a conflict takes the whole width. */
export const pairStyles = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(146px, 1fr))',
  columnGap: 1,
  rowGap: 1.5,
  '& > fieldset': { gridColumn: '1 / -1' },
} as const
