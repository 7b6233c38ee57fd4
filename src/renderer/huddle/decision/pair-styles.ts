/** Who and when side by side, one under the other where there is no room; a conflict takes the whole width. */
export const pairStyles = {
  display: 'grid',
  gridTemplateColumns: { xs: '1fr', sm: 'minmax(0, 1fr) 164px' },
  columnGap: 1,
  rowGap: 1.5,
  '& > fieldset': { gridColumn: '1 / -1' },
} as const
