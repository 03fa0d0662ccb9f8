/** PDF files: read by pdf.js, which is loaded only where there is one, and is not in a page that is one file unless asked for. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { ENGINES, launch } from "./engines.mjs";
import { pdf } from "./pdf.mjs";
import { serve } from "./server.mjs";
import { fromDisk, part, search, texts, waitForParts, waitForText } from "./viewer.mjs";
import { zip } from "./zip.mjs";

const FILES = "input[type=file]:not([webkitdirectory])";

/** Three pages under one running title, a sentence going over from the first to the second. */
function report() {
  const page = (/** @type {number} */ number, /** @type {string[]} */ ...lines) => [
    { text: "The Harbour Post", x: 250, y: 800, size: 9 },
    ...lines.map((text, place) => ({ text, x: 72, y: 730 - 14 * place })),
    { text: String(number), x: 295, y: 40, size: 9 },
  ];
  const [first, ...rest] = page(
    1,
    "The lighthouse keeper of Punta Vieja counted forty-one herons on a windy morn-",
    "ing, it told some reporters in the old port of the town, which has a market and the",
  );
  const heading = { text: "Herons are back in Punta Vieja", x: 72, y: 760, size: 20 };
  const pages = [[first, heading, ...rest], page(2, "only windmill of the coast."), page(3, "Nobody had expected so many.")];
  return pdf(pages, { about: { Title: "herons_3.docx", Author: "Ana Ruiz", CreationDate: "D:20250219080000+01'00'" } });
}

const line = (/** @type {string} */ text) => [{ text, x: 72, y: 700 }];
const LOCK = `<${"00".repeat(32)}>`;

/** Files that cannot be read, and why. @type {Record<string, [Buffer, string]>} */
const UNREADABLE = {
  locked: [pdf([line("Rain.")], { trailer: `/ID [${LOCK} ${LOCK}] /Encrypt << /Filter /Standard /V 1 /R 2 /O ${LOCK} /U ${LOCK} /P -4 >>` }), "encrypted"],
  scanned: [pdf([[], []]), "scanned"],
  empty: [pdf([]), "empty"],
  noise: [Buffer.from("%PDF-1.7\nrain"), "not-pdf"],
  cut: [report().subarray(0, 200), "not-pdf"],
};

describe("PDF", () => {
  /** @type {string} */
  let folder;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let host;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "pdf-"));
    await writeFile(join(folder, "herons.pdf"), report());
    await writeFile(join(folder, "note.txt"), "A note on cranes\nThe crane of the harbour is to be sold to a museum, the board said.");
    await writeFile(join(folder, "press.zip"), zip([["a/herons.pdf", report()], ["a/note.txt", "The crane is to be sold."], ["metadata.csv", "id,desk\na/herons.pdf,Nature\n"]]));
    execFileSync("cargo", ["run", "--release", "--quiet", "--locked", "--", "page", join(folder, "note.txt"), "--pdf", "-o", join(folder, "page.html")]);
    host = await serve("dist");
  });
  after(async () => {
    await host?.close();
    await rm(folder, { recursive: true });
  });

  for (const engine of ENGINES) {
    describe(`in ${engine}`, () => {
      /** @type {Awaited<ReturnType<typeof launch>>} */
      let browser;
      before(async () => {
        browser = await launch(engine);
      });
      after(() => browser?.close());

      /** @param {string} address */
      async function opened(address) {
        const page = await browser.page({ width: 1200, height: 800 });
        await page.goto(address);
        await page.waitFor(() => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".row"));
        return page;
      }

      /** Finds the article and checks how it reads. @param {import("./engines.mjs").Page} page */
      async function assertRead(page) {
        await search(page, '"windy morning" "market and the only windmill"');
        await waitForParts(page, ".list .row", 1);
        await page.click(part(".row"));
        await waitForText(page, ".body", "forty-one herons on a windy morning, it told some");
        await waitForText(page, "h1, h2", "Herons are back in Punta Vieja");
        assert.deepEqual(await page.errors(), []);
      }

      it("is read by a page that is opened from disk, and pdf.js is loaded then alone", async () => {
        const page = await opened(fromDisk("index.html"));
        const loaded = async () => (await page.requests()).filter((url) => /\/pdf\.js$/.test(url));
        await page.choose(FILES, join(folder, "note.txt"));
        await waitForText(page, ".row .heading", "A note on cranes");
        assert.deepEqual(await loaded(), []);
        await page.choose(FILES, join(folder, "herons.pdf"));
        await waitForText(page, ".status", "^ *2 articles");
        await assertRead(page);
        if (engine === "chromium") assert.deepEqual(await loaded(), [fromDisk("viewer/pdf.js")]);
        assert.deepEqual((await page.requests()).filter((url) => !url.startsWith("file:")), []);
        await page.close();
      });

      it("is named by a page that is one file, which says what to do", async () => {
        const page = await opened(fromDisk("corpus-viewer.html"));
        await page.choose(FILES, join(folder, "press.zip"));
        await waitForText(page, ".problem summary", "^1 could not be read");
        await waitForText(page, ".status", "^ *1 article");
        assert.match((await texts(page, ".problem")).join(), /a\/herons\.pdf.*page --pdf/);
        assert.deepEqual(await page.requests(), []);
        await page.close();
      });

      it("is read by a page that is one file with the reader of PDF inside", async () => {
        const page = await opened(pathToFileURL(join(folder, "page.html")).href);
        await page.choose(FILES, join(folder, "press.zip"));
        await waitForText(page, ".status", "^ *2 articles");
        await assertRead(page);
        assert.deepEqual(await page.requests(), []);
        await page.close();
      });

      it("is read by the element in a page of someone else's, from disk", async () => {
        const page = await browser.page({ width: 1200, height: 800 });
        await page.goto(fromDisk("examples/embed.html"));
        await page.waitFor(() => document.querySelector("corpus-viewer")?.shadowRoot?.querySelector(".row"));
        await page.evaluate((/** @type {string} */ base64) => {
          const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
          const viewer = /** @type {any} */ (document.querySelector("corpus-viewer"));
          return viewer.openFiles([new File([bytes], "herons.pdf")]);
        }, report().toString("base64"));
        await waitForText(page, ".row .heading", "Herons are back in Punta Vieja");
        assert.deepEqual(await page.errors(), []);
        await page.close();
      });

      /**
       * What the library makes of files.
       * @param {Record<string, Buffer>} files by their names
       * @param {object} [options]
       */
      async function build(files, options = {}) {
        const page = await browser.page({ width: 600, height: 400 });
        await page.goto(`${host.origin}/examples/embed.html`);
        const given = Object.entries(files).map(([name, bytes]) => [name, bytes.toString("base64")]);
        const built = await page.evaluate(
          async (/** @type {string} */ address, /** @type {[string, string][]} */ given, /** @type {object} */ options) => {
            const { Corpus } = await import(address);
            const sources = given.map(([name, base64]) => ({ name, bytes: Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)) }));
            /** @type {any[]} */
            const progress = [];
            const corpus = await Corpus.build(sources, { ...options, onProgress: (/** @type {any} */ told) => progress.push(told) });
            const { skipped } = await corpus.info();
            const { hits } = await corpus.search("", { limit: 50 });
            const articles = await Promise.all(hits.map((/** @type {any} */ { id }) => corpus.read(id)));
            return { articles, skipped, progress, ran: document.title };
          },
          `${host.origin}/corpus-viewer.js`,
          given,
          options,
        );
        await page.close();
        return built;
      }

      for (const worker of [true, false]) {
        it(`is read by the library ${worker ? "in a worker" : "in the page's thread"}, with what it tells of itself`, async () => {
          const { articles, skipped, progress } = await build({ "press.zip": zip([["a/herons.pdf", report()], ["metadata.csv", "id,desk\na/herons.pdf,Nature\n"]]) }, { worker });
          assert.deepEqual(skipped, []);
          const [{ id, title, author, date, fields, paragraphs }] = articles;
          assert.deepEqual([id, title, author, date], ["a/herons", "Herons are back in Punta Vieja", "Ana Ruiz", "2025-02-19"]);
          assert.deepEqual(fields, [["desk", "Nature"]]);
          const furniture = paragraphs.filter((/** @type {any} */ { kind }) => kind === "furniture");
          assert.equal(furniture.length, 6);
          assert.ok(progress.length > 3, "each page is told");
          assert.equal(progress.at(-1).bytes, progress.at(-1).totalBytes);
        });
      }

      it("that cannot be read is told with its reason, and the rest is kept", async () => {
        const files = Object.entries(UNREADABLE).map(([name, [bytes]]) => [`${name}.pdf`, bytes]);
        const { articles, skipped } = await build(Object.fromEntries([...files, ["herons.pdf", report()]]));
        assert.deepEqual(articles.map((/** @type {any} */ { id }) => id), ["herons"]);
        const told = skipped.map((/** @type {any} */ { name, kind }) => [name, kind]).sort();
        assert.deepEqual(told, Object.entries(UNREADABLE).map(([name, [, kind]]) => [`${name}.pdf`, kind]).sort());
      });

      it("runs no script, and needs no map of characters from elsewhere", async () => {
        const script = "document.title = 'ran'; app.alert('ran'); this.submitForm('http://127.0.0.1:9/');";
        const action = `/OpenAction << /S /JavaScript /JS (${script.replace(/[()]/g, "\\$&")}) >>`;
        const { articles, skipped, ran } = await build({ "script.pdf": pdf([line("It rained."), line("軍隊は基地に戻った。")], { catalog: action }) });
        assert.deepEqual(skipped, []);
        assert.notEqual(ran, "ran");
        const text = articles[0].paragraphs.flatMap((/** @type {any} */ { runs }) => runs.map((/** @type {any} */ run) => run.text)).join("");
        assert.match(text, /It rained\..*軍隊は基地に戻った。/s);
      });

      it("can be stopped, and what there is is kept", async () => {
        const page = await browser.page({ width: 600, height: 400 });
        await page.goto(`${host.origin}/examples/embed.html`);
        const many = pdf(Array.from({ length: 3000 }, (_, number) => line(`Page ${number} is read.`)));
        const kept = await page.evaluate(
          async (/** @type {string} */ address, /** @type {string} */ base64) => {
            const { Corpus } = await import(address);
            const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
            const sources = [{ id: "note", text: "It rained." }, { name: "many.pdf", bytes }];
            const [stop, abort] = [new AbortController(), new AbortController()];
            let told = 0;
            const corpus = await Corpus.build(sources, { stop: stop.signal, onProgress: () => ++told > 5 && stop.abort() });
            const { documents, skipped } = await corpus.info();
            const onProgress = () => abort.abort(new Error("enough"));
            const message = await Corpus.build(sources.slice(1), { signal: abort.signal, onProgress }).catch((/** @type {Error} */ error) => error.message);
            return { documents, skipped, message };
          },
          `${host.origin}/corpus-viewer.js`,
          many.toString("base64"),
        );
        assert.deepEqual(kept, { documents: 1, skipped: [], message: "enough" });
        await page.close();
      });
    });
  }
});
