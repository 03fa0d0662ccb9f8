/** Where an adapter finds its library. All paths begin at the top of the checkout, which is the root of the server. */

/** A file of a package of tests/benches/package.json. @param {string} file */
export const peer = (file) => `tests/benches/node_modules/${file}`;

/** A file that the Makefile builds. @param {string} file */
export const built = (file) => `target/bench/${file}`;

/** Loads a module by its path. @param {string} path @returns {Promise<any>} */
export const load = (path) => import(`/${path}`);
