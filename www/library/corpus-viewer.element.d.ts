/** The element `<corpus-viewer>`, defined by importing this module; and all of the library. */

import type { Corpus } from "./corpus-viewer.js";

export * from "./corpus-viewer.js";

export class CorpusViewer extends HTMLElement {
  /** The address of a `.corpus` file. */
  src: string;
  query: string;
  view: "search" | "entities";
  /** The id of the article shown, or "". */
  document: string;
  theme: "auto" | "light" | "dark";
  /** The corpus shown. May be set to one, or to the bytes of a `.corpus` file. */
  get corpus(): Corpus | undefined;
  set corpus(corpus: Corpus | Uint8Array | ArrayBuffer | undefined);
  /** Opens one `.corpus` file, or makes a corpus of the files. */
  openFiles(files: File[]): Promise<void>;
  /** Puts the keyboard into the search field. */
  focusSearch(): void;
}

/** Bubbling, composed events and their `detail`. */
declare global {
  interface HTMLElementEventMap {
    /** There is something to be searched; told again when all of it is there, if it came in parts. */
    "corpus-viewer-ready": CustomEvent<{ documents: number }>;
    "corpus-viewer-search": CustomEvent<{ query: string; total: number }>;
    "corpus-viewer-open": CustomEvent<{ document: string; title: string }>;
    "corpus-viewer-error": CustomEvent<{ kind: string; message: string }>;
  }
}
