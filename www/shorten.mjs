/** What a bundle carries of what only people read. */

import { transform } from "esbuild";
import { readFile } from "node:fs/promises";

/** Styles as texts without it. @type {import("esbuild").Plugin} */
export const smallStyles = {
  name: "styles",
  setup({ onLoad, initialOptions: { target } }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true, target });
      return { contents: code, loader: "text" };
    });
  },
};

/** A minified script, whose templates are not indented. @param {string} script */
export const unindented = (script) => script.replace(/\n {2,}/g, " ");
