/** The page: one viewer, its state in the address, and what can be done with the corpus as a whole. */

import { define } from "../element/define.js";
import { choose, settings } from "../element/settings.js";
import { startWith, toHash } from "../element/state.js";
import { CorpusViewer } from "../element/viewer.js";
import { loadWith } from "../engine/shared.js";
import { said } from "../library/said.js";
import { speaker } from "../messages/say.js";
import { keepAddress } from "../page/address.js";
import { place } from "../page/download.js";
import { pasted, takeDrops } from "../page/drop.js";
import { inside, pdfReader, readsPdf, remember, shell } from "../page/inside.js";
import { drawMenu } from "../page/menu.js";
import { SaveDialog } from "../page/save-dialog.js";
import { forget, keep, kept } from "../page/storage.js";

/** @type {CorpusViewer} */
let viewer;

loadWith({
  wasm: () => inside("wasm", said("the program")),
  files: () => inside("files", said("the reader of files")),
  names: () => inside("names", said("the model of names")),
  pdf: pdfReader,
  shell: () => shell(toHash(startWith(viewer.state))),
});

const started = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve)).then(start);
takeDrops(
  () => (viewer?.say ?? speaker([settings().language ?? "", ...navigator.languages]))("drop"),
  (files) => started.then((desk) => desk.open(files)),
  (why) => started.then(() => viewer.fail(why)),
);

async function start() {
  const own = /** @type {CorpusViewer} */ (document.querySelector("corpus-viewer"));
  remember(own);
  const stored = await kept();
  define();
  viewer = own;
  const { language } = settings();
  if (language) viewer.lang = language;
  keepAddress(viewer);
  if (stored) viewer.openKept(stored.bytes);
  return new Desk(stored);
}

/** How long, in milliseconds, nothing has to change before the corpus is kept. */
const QUIET = 1000;

/** What a reader does with the corpus as a whole. */
class Desk {
  #root = document.createElement("div");
  #dialog = new SaveDialog(viewer, (options) => this.#corpus().savePage(options));
  /** @type {number | undefined} */
  #keptBytes;
  /** @type {"menu.not.kept" | undefined} */
  #notice;
  /** Whether files are added to the articles that are here, once the reader has said so. @type {boolean | undefined} */
  #adds;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  /** How often was said that nothing is to be kept. */
  #forgotten = 0;
  /** What the browser is being given to keep. @type {Promise<unknown>} */
  #writing = Promise.resolve();

  /** @param {import("../page/storage.js").Kept} [stored] */
  constructor(stored) {
    this.#keptBytes = stored?.size;
    this.#root.slot = "actions";
    this.#root.dataset.added = "";
    viewer.append(this.#root);
    viewer.addEventListener("corpus-viewer-change", () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => this.#keep(), QUIET);
      this.#draw();
    });
    viewer.addEventListener("corpus-viewer-ready", () => this.#draw());
    this.#draw();
  }

  #corpus() {
    return /** @type {import("../library/corpus.js").Corpus} */ (viewer.corpus);
  }

  /** @param {File[]} files */
  open(files) {
    viewer.openFiles(files, { add: this.#adds ?? viewer.isOwn });
  }

  async #keep() {
    const forgotten = this.#forgotten;
    try {
      const bytes = await this.#corpus().save();
      if (forgotten !== this.#forgotten) return;
      const writing = keep(bytes);
      this.#writing = writing;
      this.#keptBytes = (await writing).size;
      this.#notice = undefined;
    } catch {
      if (forgotten !== this.#forgotten) return;
      this.#notice = "menu.not.kept";
    }
    this.#draw();
  }

  async #forget() {
    clearTimeout(this.#waiting);
    this.#forgotten++;
    await this.#writing.catch(() => {});
    await forget().catch(() => {});
    this.#keptBytes = undefined;
    this.#draw();
  }

  async #saveCorpus() {
    const target = await place("corpus.corpus", "application/octet-stream");
    await target?.write(new Blob([/** @type {BlobPart} */ (await this.#corpus().save())]));
  }

  #draw() {
    drawMenu(this.#root, {
      say: viewer.say,
      speak: (language) => {
        viewer.lang = language;
        choose({ language });
        this.#draw();
      },
      open: (files) => this.open(files),
      paste: (text) => this.open([pasted(text)]),
      save: () => this.#dialog.open(),
      saveCorpus: () => this.#saveCorpus(),
      setFurniture: (restore) => viewer.setFurniture(undefined, restore),
      forget: () => this.#forget(),
      keptBytes: this.#keptBytes,
      notice: this.#notice,
      adds: this.#adds ?? viewer.isOwn,
      setAdds: (adds) => {
        this.#adds = adds;
        this.#draw();
      },
      isOwn: viewer.isOwn,
      readsPdf: readsPdf(),
      startOver: async () => {
        await this.#forget();
        location.reload();
      },
    });
  }
}
