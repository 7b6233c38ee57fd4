/** Fetches everything behind the lock screen; asked again, it is what was fetched. */
export const loadInside = () => import('./Inside.tsx')
