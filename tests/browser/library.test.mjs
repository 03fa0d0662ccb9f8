/** The library, as a program in a page uses it. */

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch } from "./engines.mjs";
import { serve } from "./server.mjs";

describe("the library", () => {
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let host;
  /** @type {Awaited<ReturnType<typeof launch>>} */
  let browser;
  /** @type {import("./engines.mjs").Page} */
  let page;
  before(async () => {
    host = await serve("dist");
    browser = await launch("chromium");
    page = await browser.page({ width: 800, height: 600 });
    await page.goto(`${host.origin}/package.json`);
    await page.evaluate(async () => {
      const address = "/corpus-viewer.js";
      Object.assign(window, await import(address));
    });
  });
  after(async () => {
    await browser?.close();
    await host?.close();
  });

  for (const worker of [true, false]) {
    it(`builds, searches, reads, saves and opens ${worker ? "in a worker" : "in the page's thread"}`, async () => {
      const found = await page.evaluate(async (/** @type {boolean} */ worker) => {
        const { Corpus } = /** @type {any} */ (window);
        const bytes = new TextEncoder().encode("The crane\nThe harbour board sold the old crane on Monday.");
        const sources = [
          { name: "crane.txt", bytes },
          new File(["It rained on Quito."], "rain.txt"),
          { id: "x", title: "Fog", text: "Fog on the harbour.", date: "2025-01-02", desk: "weather" },
          { name: "empty.txt", bytes: new Uint8Array() },
          new Blob(["Snow."]),
        ];
        const corpus = await Corpus.build(sources, { worker });
        const page = await corpus.search("harbour", { limit: 1 });
        const article = await corpus.read("x", { query: "fog" });
        const entities = await corpus.entities({ label: "LOC" });
        const info = await corpus.info();
        const again = await Corpus.open(await corpus.save(), { worker });
        corpus.close();
        const ids = (await again.search("")).hits.map((/** @type {any} */ hit) => hit.id);
        again.close();
        return { page, article, entities, info, ids, kept: bytes.length };
      }, worker);
      assert.equal(found.page.total, 2);
      assert.equal(found.page.hits.length, 1);
      assert.equal(typeof found.page.elapsedMs, "number");
      assert.deepEqual(found.article.fields, [["desk", "weather"]]);
      assert.equal(found.article.hits, 2);
      assert.equal(found.entities.entities[0].name, "Quito");
      assert.deepEqual(found.info.skipped, [
        { name: "empty.txt", kind: "empty", reason: "it is empty", said: { sentence: "it is empty", facts: [] } },
      ]);
      assert.deepEqual(found.ids, ["crane", "rain", "x", "5"]);
      assert.ok(found.kept > 0, "the caller's bytes stay the caller's");
    });

    it(`tells progress and stops ${worker ? "in a worker" : "in the page's thread"}`, async () => {
      const { progress, reason, error } = await page.evaluate(async (/** @type {boolean} */ worker) => {
        const { Corpus } = /** @type {any} */ (window);
        const text = "The harbour board of Quito sold the old crane on Monday. ".repeat(200);
        const sources = Array.from({ length: 400 }, (_, id) => ({ id: String(id), text }));
        /** @type {any[]} */
        const progress = [];
        const whole = await Corpus.build(sources, { worker, onProgress: (/** @type {any} */ p) => progress.push(p) });
        whole.close();
        const controller = new AbortController();
        const stopped = Corpus.build(sources, { worker, signal: controller.signal, onProgress: () => controller.abort("enough") });
        const reason = await stopped.catch((/** @type {any} */ reason) => reason);
        const closed = await whole.search("crane").catch((/** @type {any} */ error) => error.kind ?? String(error));
        return { progress, reason, error: closed };
      }, worker);
      assert.ok(progress.length > 1);
      assert.ok(progress.every((/** @type {any} */ { done, total }) => done > 0 && done <= total && total === 400));
      assert.equal(reason, "enough");
      assert.equal(error, "closed");
    });
  }

  it("reads a large file of lines piece by piece, in parts, and loses none", async () => {
    const { info, ids, progress, count, size } = await page.evaluate(async () => {
      const { Corpus } = /** @type {any} */ (window);
      const text = "sold the old crane to é the harbour again ".repeat(60);
      const lines = Array.from({ length: 7000 }, (_, id) => JSON.stringify({ id: `n${id}`, text: `Number${id} ${text}` }));
      lines[6500] = "no JSON";
      const file = new File([lines.join("\n")], "many.jsonl");
      /** @type {any[]} */
      const progress = [];
      const corpus = await Corpus.build([file], { onProgress: (/** @type {any} */ p) => progress.push(p) });
      const info = await corpus.info();
      const ids = [];
      for (const id of [0, 1, 3499, 6499, 6501, 6999]) {
        const { total, hits } = await corpus.search(`number${id}`);
        ids.push(total, hits[0]?.id);
      }
      corpus.close();
      return { info, ids, progress, count: lines.length, size: file.size };
    });
    assert.equal(info.documents, count - 1);
    assert.deepEqual(ids, [0, 1, 3499, 6499, 6501, 6999].flatMap((id) => [1, `n${id}`]));
    assert.equal(info.skipped.length, 1);
    assert.match(info.skipped[0].name, /^many\.jsonl, the line at byte \d+$/);
    assert.equal(info.skipped[0].kind, "json");
    assert.ok(progress.length > 10);
    const { name, documents, done, total, bytes, totalBytes } = progress.at(-1);
    const last = { name: "many.jsonl", documents: count - 1, done: 1, total: 1, bytes: size, totalBytes: size };
    assert.deepEqual({ name, documents, done, total, bytes, totalBytes }, last);
  });

  it("tells what was left out in the same way whether it builds in one part or several", async () => {
    const [parts, whole] = await page.evaluate(async () => {
      const { Corpus } = /** @type {any} */ (window);
      const text = "The harbour board sold the old crane on Monday. ".repeat(25_000);
      const sources = [
        { name: "none.txt", bytes: new Uint8Array() },
        ...Array.from({ length: 3 }, (_, id) => ({ id: String(id), text })),
        { name: "empty.txt", bytes: new Uint8Array() },
        { name: "picture.txt", bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]) },
        { name: "table.csv", bytes: new TextEncoder().encode('id,text\na,"open\nb,Rain.\nc,too,many\n') },
        { id: "without a text", text: {} },
      ];
      const told = [];
      for (const worker of [true, false]) {
        const corpus = await Corpus.build(sources, { worker });
        told.push((await corpus.info()).skipped);
        corpus.close();
      }
      return told;
    });
    assert.deepEqual(parts, whole);
    const kinds = ["empty", "empty", "binary", "open-quote", "row-length", "json"];
    assert.deepEqual(parts.map((/** @type {any} */ { kind }) => kind), kinds);
  });

  it("opens a page's pieces one after another: what is there is searched, and what concerns all waits for all", async () => {
    const found = await page.evaluate(async () => {
      const { Corpus } = /** @type {any} */ (window);
      const text = "on and on it went ".repeat(12_000);
      const sources = Array.from({ length: 46 }, (_, id) => ({ id: `n${id}`, text: `In Quito number${id} ${text}` }));
      const built = await Corpus.build(sources);
      const saved = await (await built.savePage({ shell: "<corpus-viewer><!--corpus--></corpus-viewer>" })).text();
      built.close();
      /** @type {Uint8Array[]} */
      const pieces = [];
      for (const [, piece, base64] of saved.matchAll(/data-piece="(\d+)">([^<]*)/g)) {
        const before = pieces[Number(piece)] ?? [];
        pieces[Number(piece)] = Uint8Array.from([...before, ...Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]);
      }
      const caught = (/** @type {Promise<any>} */ promise) => promise.then(() => "", (error) => error.kind ?? String(error));
      const ways = [];
      for (const worker of [true, false]) {
        /** @type {number[]} */
        const parts = [];
        /** @type {any[]} */
        const progress = [];
        /** @type {any[]} */
        const waiting = [];
        const corpus = await Corpus.open(pieces.map((piece) => () => piece.slice()), {
          worker,
          onProgress: (/** @type {any} */ told) => progress.push(told),
          onPart: async (/** @type {any} */ part) => {
            if (waiting.length === 0) waiting.push(part, part.save(), part.remove(["n45"]));
            parts.push((await part.search("quito")).total);
          },
        });
        const [first, bytes] = await Promise.all(waiting);
        const again = await Corpus.open(bytes, { worker });
        const { documents, mentions } = await again.info();
        const ids = (await again.search("", { limit: 100 })).hits.map((/** @type {any} */ { id }) => id);
        const { total } = await corpus.search("quito");
        corpus.close();
        again.close();

        /** @type {Promise<string>} */
        let refused = Promise.resolve("");
        const cut = pieces.map((piece, place) => (place < pieces.length - 1 ? piece : piece.slice(0, -100)));
        const damaged = await caught(Corpus.open(cut, { worker, onPart: (/** @type {any} */ part) => (refused = caught(part.save())) }));
        const closed = await caught(Corpus.open(pieces, { worker, onPart: (/** @type {any} */ part) => part.close() }));
        ways.push({ isSame: first === corpus, parts, progress, documents, mentions, ids, total, damaged, refused: await refused, closed });
      }
      return { pieces: pieces.length, ways };
    });
    assert.equal(found.pieces, 3);
    for (const way of found.ways) {
      assert.equal(way.parts.length, 2);
      assert.ok(way.parts[0] > 0 && way.parts[0] < way.parts[1] && way.parts[1] < 46, way.parts.join());
      assert.deepEqual(way.progress, [1, 2, 3].map((done) => ({ done, total: 3 })));
      assert.ok(way.isSame);
      assert.deepEqual([way.documents, way.mentions, way.total], [46, 46, 45]);
      assert.deepEqual(way.ids, Array.from({ length: 46 }, (_, id) => `n${id}`));
      assert.deepEqual([way.damaged, way.refused, way.closed], ["damaged-corpus", "damaged-corpus", "closed"]);
    }
  });

  it("adds documents and removes them", async () => {
    const found = await page.evaluate(async () => {
      const { Corpus } = /** @type {any} */ (window);
      const corpus = await Corpus.build([{ id: "a", text: "Rain on Quito." }]);
      const ids = async () => (await corpus.search("quito")).hits.map((/** @type {any} */ { id }) => id);
      await corpus.add([{ id: "b", text: "Fog on Quito." }, { id: "a", text: "Snow on Quito." }]);
      const added = await ids();
      const { skipped } = await corpus.info();
      await corpus.remove(["a"]);
      const again = await Corpus.open(await corpus.save());
      const kept = (await again.search("")).hits.map((/** @type {any} */ { id }) => id);
      return { added, skipped, left: await ids(), kept };
    });
    assert.deepEqual(found.added, ["a", "b"]);
    assert.equal(found.skipped[0].name, "a");
    assert.deepEqual([found.left, found.kept], [["b"], ["b"]]);
  });

  for (const worker of [true, false]) {
    it(`takes links apart, saves that, and puts them back ${worker ? "in a worker" : "in the page's thread"}`, async () => {
      const found = await page.evaluate(async (/** @type {boolean} */ worker) => {
        const { Corpus } = /** @type {any} */ (window);
        const corpus = await Corpus.build([{ id: "a", text: "Marco Rubio left Quito. Rubio slept." }], { worker });
        const before = await corpus.mentions("PER:Marco Rubio");
        const own = await corpus.unlink("PER:Marco Rubio", "Rubio");
        const again = await Corpus.open(await corpus.save(), { worker });
        const { names, apart } = await again.mentions("PER:Marco Rubio");
        await again.relink("PER:Marco Rubio", "Rubio");
        const after = await again.mentions("PER:Marco Rubio");
        const refused = await again.unlink("PER:Marco Rubio", "Noboa").catch((/** @type {any} */ error) => error.kind);
        const [run] = (await again.read("a")).paragraphs.at(-1).runs;
        corpus.close();
        again.close();
        return { before, own, names, apart, after, refused, mark: run.entity };
      }, worker);
      assert.equal(found.own, "PER:Rubio");
      assert.deepEqual(found.names, [{ form: "Marco Rubio", mentions: 1, reason: "same name", canUnlink: false }]);
      assert.equal(found.apart[0].own.mentions, 1);
      assert.deepEqual(found.after, found.before);
      assert.deepEqual(found.after.names[1], { form: "Rubio", mentions: 1, reason: "surname of", canUnlink: true });
      assert.deepEqual(found.after.inSentences.map((/** @type {any} */ { id, together }) => [id, together]), [["LOC:Quito", 1]]);
      assert.equal(found.refused, "no-name");
      const { mentions, documents, reason } = found.mark;
      assert.deepEqual([mentions, documents, reason], [2, 1, "same name"]);
    });
  }

  it("sorts, filters and counts", async () => {
    const found = await page.evaluate(async () => {
      const { Corpus } = /** @type {any} */ (window);
      const corpus = await Corpus.build([
        { id: "a", text: "Rain on Quito.", date: "2024-05-01", source: "Post" },
        { id: "b", text: "Fog on Quito.", date: "2025-05-01", source: "Post" },
        { id: "c", text: "Snow on Quito.", date: "2025-06-01", desk: "weather" },
      ]);
      const newest = await corpus.search("quito", { sort: "newest", facets: 5 });
      const filtered = await corpus.search("quito", { filter: "date:2025 -snow" });
      return { newest: newest.hits.map((/** @type {any} */ { id }) => id), facets: newest.facets, filtered: filtered.hits.length };
    });
    assert.deepEqual(found.newest, ["c", "b", "a"]);
    assert.equal(found.filtered, 1);
    const facet = (/** @type {string} */ field) => found.facets.find((/** @type {any} */ facet) => facet.field === field)?.values;
    assert.deepEqual(facet("year"), [
      { value: "2024", documents: 1, filter: "date:2024" },
      { value: "2025", documents: 2, filter: "date:2025" },
    ]);
    assert.deepEqual(facet("source"), [{ value: "Post", documents: 2, filter: 'source:="Post"' }]);
    assert.deepEqual(facet("desk"), [{ value: "weather", documents: 1, filter: 'desk:="weather"' }]);
    assert.deepEqual(facet("LOC"), [{ value: "Quito", documents: 3, filter: 'loc:="Quito"' }]);
  });

  it("throws a CorpusError with a kind and a place", async () => {
    const errors = await page.evaluate(async () => {
      const { Corpus, CorpusError } = /** @type {any} */ (window);
      const corpus = await Corpus.build([{ id: "a", text: "Rain." }]);
      const caught = async (/** @type {Promise<any>} */ promise) => {
        const error = await promise.catch((error) => error);
        return [error instanceof CorpusError, error.kind, error.before, error.at, error.after];
      };
      return [
        await caught(corpus.search("rain (fog")),
        await caught(corpus.read("b")),
        await caught(Corpus.open(new Uint8Array([1, 2, 3]))),
        await caught(Corpus.open(new Uint8Array([0x1f, 0x8b, 3, 4, 5]))),
        await caught(Corpus.open("missing.corpus")),
      ];
    });
    assert.deepEqual(errors, [
      [true, "unclosed-parenthesis", "rain ", "(", "fog"],
      [true, "no-document", null, null, null],
      [true, "not-a-corpus", null, null, null],
      [true, "damaged-corpus", null, null, null],
      [true, "not-loaded", null, null, null],
    ]);
  });

  it("defines no element by itself; corpus-viewer.element.js does", async () => {
    const defined = () => page.evaluate(() => customElements.get("corpus-viewer") !== undefined);
    assert.equal(await defined(), false);
    await page.evaluate(async () => {
      const address = "/corpus-viewer.element.js";
      await import(address);
    });
    assert.equal(await defined(), true);
  });
});
