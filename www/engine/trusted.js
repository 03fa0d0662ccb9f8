/** Addresses of scripts, as pages that require Trusted Types want them. */

/** @type {{ createScriptURL: (url: string) => any } | undefined} */
let policy;

/** @param {string} url of this program's own making @returns {string} */
export function scriptURL(url) {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  policy ??= trustedTypes?.createPolicy("corpus-viewer", { createScriptURL: (/** @type {string} */ own) => own });
  return policy ? policy.createScriptURL(url) : url;
}
