/**
 * The files in which the app's window fetches its code. Left alone, the bundler makes one of every few modules that two places
 * share: eighty requests until Today is on the screen. Each part here takes what its modules import along, except what a part
 * before it has: so none ever waits for a later one, and modules run in the order of their imports. What no part names stays
 * with the place that asks for it.
 */

/** @param {string} name @param {RegExp} test */
const part = (name, test) => ({ name, test })

export const chunks = [
  { name: 'first', tags: /** @type {['$initial']} */ (['$initial']) },
  part('store', /core\/vault\/(vault-keeper|keyring|neighbours)\.ts/),
  part('start', /renderer\/start\/StartPage/),
  part('vault', /core\/vault\/(open-vault\.ts|full-check\.ts|twin\/|backup\/read-backup)/),
  part('inside', /renderer\/shell\/Inside|core\/session\/(inside|practice)\.ts/),
  part('huddle', /renderer\/huddle\/HuddlePlace|core\/sync\/in-browser/),
  part('tables', /@mui\/x-data-grid/),
  part('pdf', /core\/record\/(pdf|letter)\//),
  { name: 'shared', test: /@mui\/|src\/(renderer|core)\//, minShareCount: 2 },
].map((each, at, { length }) => ({ ...each, priority: length - at }))
