/** A reader's own files: chosen or dropped, watched while they load, found again, saved as one page, and sent on. */

import assert from "node:assert/strict";
import { mkdtemp, open as openFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { ENGINES, launch } from "./engines.mjs";
import { serve } from "./server.mjs";
import { assertAccessible, fromDisk, part, search, texts, waitForParts, waitForText } from "./viewer.mjs";
import { zip } from "./zip.mjs";

const PAGE = fromDisk("corpus-viewer.html");
const PAGES = 60;
const SENTENCE = "The lighthouse keeper of Punta Vieja counted forty-one herons";

/** A page as a browser saves it. @param {number} number */
function saved(number) {
  const sentence = number === 41 ? SENTENCE : `The harbour board counted ${number} boats`;
  return `<!doctype html><html lang="en"><head><title>Report number ${number} - The Harbour Post</title>
    <meta property="article:published_time" content="2025-03-${String((number % 28) + 1).padStart(2, "0")}">
    <script>document.title = "ran"; fetch("http://127.0.0.1:9/");</script></head>
    <body onload="document.title = 'ran'"><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
    <article><h1>Report number ${number}</h1><img src="http://127.0.0.1:9/pixel.png" onerror="document.title = 'ran'">
    <p>${sentence} on a windy morning, it told reporters in the old port of the town.</p>
    <p>Nobody had expected so many after the storms of the winter, and the council of the town will meet again in a week to talk about it.</p>
    <p>The figures are published every month, and are read aloud in the market on the first Sunday of the month that follows.</p></article>
    <footer><a href="/about">About us</a> <a href="/contact">Contact</a></footer></body></html>`;
}

/** @type {string} */
let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "own-files-"));
  const files = Array.from({ length: PAGES }, (_, number) => /** @type {[string, string]} */ ([`press/${number}.html`, saved(number)]));
  await writeFile(join(folder, "press.zip"), zip([...files, ["press/photo.png", "\0\u0001\0"]]));
  await writeFile(join(folder, "note.txt"), "A note on cranes\nThe crane of the harbour is to be sold to a museum, the board said.");
});
after(() => rm(folder, { recursive: true }));

/** Puts what is saved into a variable instead of among the downloads. */
function catchDownloads() {
  const page = /** @type {any} */ (window);
  page.showSaveFilePicker = undefined;
  const { createObjectURL } = URL;
  URL.createObjectURL = (/** @type {any} */ blob) => {
    if (blob.type === "text/html" || blob.type === "") page.saved = blob;
    return createObjectURL(blob);
  };
  HTMLAnchorElement.prototype.click = () => {};
}

/** The bytes of what was saved, in Base64. */
async function readSaved() {
  const bytes = new Uint8Array(await /** @type {any} */ (window).saved.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

const inMenu = (/** @type {string} */ css, nth = 0) => `() => document.querySelectorAll(${JSON.stringify(css)})[${nth}]`;
const button = (/** @type {string} */ name) =>
  `() => [...document.querySelectorAll(".menu button, dialog button")].find((button) => button.textContent.trim() === ${JSON.stringify(name)})`;

/** Saves the page that is shown, and gives its text. @param {import("./engines.mjs").Page} page @param {string} [level] */
async function savePage(page, level = "full") {
  await page.evaluate(catchDownloads);
  await page.click(inMenu(".menu > summary"));
  await page.click(button("Save page …"));
  await page.click(inMenu(`dialog input[value="${level}"]`));
  await page.click(button("Save"));
  await page.waitFor(() => /** @type {any} */ (window).saved, undefined, 60_000);
  await page.waitFor(() => document.querySelector("dialog [role=status]")?.textContent?.startsWith("Saved"));
  const base64 = await page.evaluate(readSaved);
  await page.click(button("Close"));
  return Buffer.from(base64, "base64");
}

for (const engine of ENGINES) {
  describe(`own files in ${engine}`, () => {
    /** @type {Awaited<ReturnType<typeof launch>>} */
    let browser;
    before(async () => {
      browser = await launch(engine);
    });
    after(() => browser?.close());

    async function opened(address = PAGE) {
      const page = await browser.page({ width: 1200, height: 800 });
      await page.goto(address);
      await page.waitFor(() => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".row"));
      return page;
    }

    it("go into a page, are found, saved as one file, and found again in that, which begets another", async () => {
      const page = await opened();
      const archive = join(folder, "press.zip");
      if (engine === "chromium") await page.drop(archive);
      else await page.choose("input[type=file]:not([webkitdirectory])", archive);
      await waitForText(page, ".status", `^ *${PAGES} articles`);
      await waitForText(page, ".problem summary", "^1 could not be read");
      await search(page, '"forty-one herons"');
      await waitForParts(page, ".row", 1);
      await page.click(part(".row"));
      await waitForText(page, ".body", SENTENCE);
      assert.deepEqual(await texts(page, ".body p .furniture"), []);
      assert.doesNotMatch((await texts(page, ".body")).join(), /Home|About us/);
      const first = await savePage(page);
      assert.equal(await page.evaluate(() => document.title), "Report number 41");
      assert.deepEqual(await page.requests(), []);
      assert.deepEqual(await page.errors(), []);
      await page.close();

      await writeFile(join(folder, `${engine}.html`), first);
      const again = await opened(pathToFileURL(join(folder, `${engine}.html`)).href);
      await waitForText(again, ".status", `^ *${PAGES} articles`);
      await search(again, '"forty-one herons"');
      await waitForParts(again, ".row", 1);
      await again.click(part(".row"));
      await waitForText(again, ".body", SENTENCE);
      assert.deepEqual(await again.requests(), []);
      const second = await savePage(again);
      assert.ok(first.equals(second), "a page that nothing has changed in begets the same page");
      assert.deepEqual(await again.errors(), []);
      await again.close();
    });

    it("can be dropped on all of the page while they are held over it, as texts and links cannot", async () => {
      const page = await opened();
      /** Drags something over the first row, and tells what is seen of that. @param {[string, string]} what */
      const drag = ([type, kind]) => {
        const dragged = new DataTransfer();
        if (kind === "file") dragged.items.add(new File(["It rained."], "rain.txt"));
        else if (kind === "link") dragged.items.add("https://example.org/", "text/uri-list");
        else dragged.items.add("It rained.", "text/plain");
        const options = { bubbles: true, cancelable: true, composed: true, dataTransfer: dragged };
        const target = document.querySelector(".cover") ?? document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".row");
        const isTaken = !target?.dispatchEvent(new DragEvent(type, options));
        return { isTaken, cover: document.querySelector(".cover")?.textContent, top: document.elementFromPoint(600, 400)?.className };
      };
      const none = { top: await page.evaluate(() => document.elementFromPoint(600, 400)?.className) };
      const cover = { cover: "Drop the files to read them", top: "cover" };
      assert.deepEqual(await page.evaluate(drag, ["dragenter", "text"]), { isTaken: false, ...none });
      assert.deepEqual(await page.evaluate(drag, ["dragover", "text"]), { isTaken: false, ...none });
      assert.deepEqual(await page.evaluate(drag, ["drop", "text"]), { isTaken: false, ...none });
      // A link would lead away from the page.
      assert.deepEqual(await page.evaluate(drag, ["dragover", "link"]), { isTaken: true, ...none });
      assert.deepEqual(await page.evaluate(drag, ["drop", "link"]), { isTaken: true, ...none });
      assert.deepEqual(await page.evaluate(drag, ["dragenter", "file"]), { isTaken: true, ...cover });
      assert.deepEqual(await page.evaluate(drag, ["dragover", "file"]), { isTaken: true, ...cover });
      await assertAccessible(page);
      assert.deepEqual(await page.evaluate(drag, ["dragleave", "file"]), { isTaken: false, ...none });
      await page.close();
    });

    it("are kept by the browser, added to, and forgotten", async () => {
      const page = await opened();
      await page.choose("input[type=file]:not([webkitdirectory])", join(folder, "note.txt"));
      await waitForText(page, ".row .heading", "A note on cranes");
      await page.waitFor(() => document.querySelector(".menu")?.textContent?.includes("keeps your articles"));

      await page.goto(PAGE);
      await waitForText(page, ".row .heading", "A note on cranes");
      await page.choose("input[type=file]:not([webkitdirectory])", join(folder, "press.zip"));
      await waitForText(page, ".status", `^ *${PAGES + 1} articles`);

      await page.click(inMenu(".menu > summary"));
      await assertAccessible(page);
      await page.click(button("Close them"));
      await waitForText(page, ".status", "^ *5 articles");
      await page.goto(PAGE);
      await waitForText(page, ".status", "^ *5 articles");
      await page.close();
    });

    it("stay forgotten if that is said while they are being kept", async () => {
      const page = await opened();
      await page.choose("input[type=file]:not([webkitdirectory])", join(folder, "note.txt"));
      await page.waitFor(() => document.querySelector(".menu")?.textContent?.includes("keeps your articles"));
      await page.evaluate(() => {
        const corpora = Object.getPrototypeOf(/** @type {any} */ (document.querySelector("corpus-viewer")).corpus);
        const { save } = corpora;
        corpora.save = function () {
          corpora.save = save;
          const buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".menu button")]);
          buttons.find(({ textContent }) => textContent === "Forget them")?.click();
          return save.call(this);
        };
      });
      await page.choose("input[type=file]:not([webkitdirectory])", join(folder, "press.zip"));
      await waitForText(page, ".status", `^ *${PAGES + 1} articles`);
      await page.waitFor(() => !document.querySelector(".menu")?.textContent?.includes("keeps your articles"));
      await page.goto(PAGE);
      await waitForText(page, ".status", "^ *5 articles");
      await page.close();
    });

    it("are not lost if the page is left while they are being kept", async () => {
      const page = await opened();
      await page.choose("input[type=file]:not([webkitdirectory])", join(folder, "note.txt"));
      await page.waitFor(() => document.querySelector(".menu")?.textContent?.includes("keeps your articles"));
      await page.evaluate(() => {
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (/** @type {[any, any?]} */ ...given) {
          location.reload();
          return put.apply(this, given);
        };
      });
      await page.choose("input[type=file]:not([webkitdirectory])", join(folder, "press.zip"));
      await page.waitFor(() => /** @type {any} */ (performance.getEntriesByType("navigation")[0]).type === "reload");
      await waitForText(page, ".status", `^ *(1|${PAGES + 1}) article`);
      await search(page, "crane");
      await waitForParts(page, ".row", 1);
      await page.close();
    });

    it("that a newer program wrote are named, and what is there stays", async () => {
      const header = Buffer.from([...Buffer.from("\x89CORPUS\n", "latin1"), 99, 0, 0, 0]);
      await writeFile(join(folder, "newer.corpus"), Buffer.concat([header, Buffer.alloc(200)]));
      const page = await opened();
      await page.choose("input[type=file]:not([webkitdirectory])", join(folder, "newer.corpus"));
      await waitForText(page, ".problem", "format version 99; this program reads up to version \\d");
      await waitForParts(page, ".row", 5);
      await page.close();
    });

    it("are not lost where nothing can be kept, and that is said", async () => {
      const page = await browser.page({ width: 1200, height: 800 });
      await page.goto(PAGE);
      await page.evaluate(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
        };
      });
      await page.choose("input[type=file]:not([webkitdirectory])", join(folder, "note.txt"));
      await waitForText(page, ".row .heading", "A note on cranes");
      await page.waitFor(() => document.querySelector(".menu")?.textContent?.includes("does not keep your articles"));
      await search(page, "crane");
      await waitForParts(page, ".row", 1);
      await page.close();
    });
  });
}

describe("what leaves the house", () => {
  /** @type {Awaited<ReturnType<typeof launch>>} */
  let browser;
  before(async () => {
    browser = await launch("chromium");
  });
  after(() => browser?.close());

  it("is what was chosen: snippets or counts open as pages, without the rest", async () => {
    const page = await browser.page({ width: 1200, height: 800 });
    await page.goto(PAGE);
    await waitForParts(page, ".row", 5);
    await page.drop(join(folder, "press.zip"));
    await waitForText(page, ".status", `^ *${PAGES} articles`);
    await search(page, "herons");
    await waitForParts(page, ".row", 1);
    const levels = { snippets: await savePage(page, "snippets"), counts: await savePage(page, "counts") };
    await page.close();

    await writeFile(join(folder, "snippets.html"), levels.snippets);
    const snippets = await browser.page({ width: 1200, height: 800 });
    await snippets.goto(pathToFileURL(join(folder, "snippets.html")).href);
    await waitForText(snippets, ".status", "^ *1 article");
    await snippets.click(part(".row"));
    await waitForText(snippets, ".body", "herons");
    assert.doesNotMatch((await texts(snippets, ".detail")).join(), /published every month/);
    await snippets.close();

    await writeFile(join(folder, "counts.html"), levels.counts);
    const counts = await browser.page({ width: 1200, height: 800 });
    await counts.goto(pathToFileURL(join(folder, "counts.html")).href);
    await waitForText(counts, ".status", `^ *${PAGES} articles`);
    await search(counts, "storms");
    await waitForText(counts, ".status", `^ *${PAGES} articles for storms`);
    await search(counts, '"storms of the winter"');
    await waitForText(counts, ".mistake", "holds counts of words");
    await counts.close();
  });

  it("leaves the file that was there as it was, if the page is left while it is written", async () => {
    const host = await serve("dist");
    try {
      const page = await browser.page({ width: 1200, height: 800 });
      await page.goto(`${host.origin}/`);
      await page.waitFor(() => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".row"));
      await page.evaluate(async () => {
        const handle = await (await navigator.storage.getDirectory()).getFileHandle("mine.html", { create: true });
        const old = await handle.createWritable();
        await old.write("the page of yesterday");
        await old.close();
        const { createWritable } = handle;
        handle.createWritable = async () => {
          const stream = await createWritable.call(handle);
          stream.close = () => new Promise(() => (/** @type {any} */ (window).isWritten = true));
          return stream;
        };
        /** @type {any} */ (window).showSaveFilePicker = async () => handle;
      });
      await page.click(inMenu(".menu > summary"));
      await page.click(button("Save page …"));
      await page.click(button("Save"));
      await page.waitFor(() => /** @type {any} */ (window).isWritten, undefined, 60_000);
      const asks = await page.evaluate(() => {
        const asked = !dispatchEvent(new Event("beforeunload", { cancelable: true }));
        // Whoever leaves all the same.
        BeforeUnloadEvent.prototype.preventDefault = () => {};
        return asked;
      });
      assert.ok(asks, "the browser asks before the page is left");
      await page.goto(`${host.origin}/package.json`);
      const kept = await page.evaluate(async () => {
        const handle = await (await navigator.storage.getDirectory()).getFileHandle("mine.html");
        return (await handle.getFile()).text();
      });
      assert.equal(kept, "the page of yesterday");
      await page.close();
    } finally {
      await host.close();
    }
  });

  it("is shown: no request was made", async () => {
    const page = await browser.page({ width: 1200, height: 800 });
    await page.goto(PAGE);
    await page.click(inMenu(".menu > summary"));
    await page.waitFor(() => document.querySelector(".menu .quiet")?.textContent?.startsWith("Requests this page has made to any network: 0."));
    assert.deepEqual(await page.requests(), []);
    await page.close();
  });
});

describe("files that are too much", () => {
  it("are refused by their size before they are read, and the rest is kept", async () => {
    const browser = await launch("chromium");
    try {
      const large = join(folder, "large.txt");
      const file = await openFile(large, "w");
      await file.truncate(2 * 1024 ** 3);
      await file.close();
      const page = await browser.page({ width: 1200, height: 800 });
      await page.goto(PAGE);
      await waitForParts(page, ".row", 5);
      await page.drop(large);
      await waitForText(page, ".problem", "large.txt: it has 2147 MB");
      await search(page, "noboa");
      await waitForParts(page, ".row", 3);

      await page.evaluate(async () => {
        const viewer = /** @type {any} */ (document.querySelector("corpus-viewer"));
        const { Corpus } = viewer.corpus.constructor ? { Corpus: viewer.corpus.constructor } : {};
        const text = (/** @type {number} */ number) => ({ id: String(number), text: "It rained on the harbour. ".repeat(4000) });
        const corpus = await Corpus.build([0, 1, 2, 3, 4].map(text), { mostBytes: 150_000 });
        /** @type {any} */ (window).info = await corpus.info();
      });
      const info = await page.evaluate(() => /** @type {any} */ (window).info);
      assert.equal(info.documents, 2);
      assert.deepEqual(info.skipped.map((/** @type {any} */ { name }) => name), ["2", "3", "4"]);
      assert.match(info.skipped[0].reason, /most that this browser can hold/);
    } finally {
      await browser.close();
    }
  });
});
