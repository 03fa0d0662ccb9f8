/** A long list, of which the corpus gives pages as they come into sight. */

/** How many rows are asked for at a time. */
const PAGE = 50;

/** How many pages are kept. */
const MOST = 40;

/**
 * @template Answer what the corpus gives with each page
 * @template Row
 */
export class Pages {
  /** How many rows there are. */
  total = 0;
  /** The answer that came with the first page. @type {Answer} */
  head;

  #get;
  #rowsOf;
  /** @type {Map<number, Row[]>} */
  #pages = new Map();
  /** The rows that are in sight. @type {[from: number, to: number]} */
  #sight = [0, 0];
  /** @type {Promise<void> | undefined} */
  #working;

  /**
   * @param {(page: { offset: number, limit: number }) => Promise<Answer>} get
   * @param {(answer: Answer) => Row[]} rowsOf
   * @param {Answer} head
   * @param {number} total that the answer tells; there are other rows if the first page is not full
   */
  constructor(get, rowsOf, head, total) {
    this.#get = get;
    this.#rowsOf = rowsOf;
    this.head = head;
    const rows = rowsOf(head);
    this.#pages.set(0, rows);
    this.total = rows.length < PAGE ? rows.length : Math.max(total, rows.length);
  }

  /**
   * The list with its first page.
   * @template Answer, Row
   * @param {(page: { offset: number, limit: number }) => Promise<Answer>} get
   * @param {(answer: Answer) => Row[]} rowsOf
   * @param {(answer: Answer) => number} totalOf
   */
  static async open(get, rowsOf, totalOf) {
    const head = await get({ offset: 0, limit: PAGE });
    return new Pages(get, rowsOf, head, totalOf(head));
  }

  /** The row at a place, if it has come. @param {number} nth */
  row(nth) {
    return this.#pages.get(Math.floor(nth / PAGE))?.[nth % PAGE];
  }

  /**
   * Gets the rows from `from` until before `to`, one page at a time; what is out of sight meanwhile is not asked for.
   * @param {number} from @param {number} to
   * @param {() => void} onPage
   */
  see(from, to, onPage) {
    this.#sight = [from, Math.min(to, this.total)];
    this.#working ??= this.#work(onPage).finally(() => (this.#working = undefined));
    return this.#working;
  }

  /** @param {() => void} onPage */
  async #work(onPage) {
    for (let page = this.#missing(); page !== undefined; page = this.#missing()) {
      this.#pages.set(page, this.#rowsOf(await this.#get({ offset: page * PAGE, limit: PAGE })));
      const oldest = [...this.#pages.keys()].filter((page) => page > 0 && !this.#isInSight(page));
      if (this.#pages.size > MOST && oldest.length > 0) this.#pages.delete(oldest[0]);
      onPage();
    }
  }

  /** @param {number} page */
  #isInSight(page) {
    const [from, to] = this.#sight;
    return page * PAGE < to && (page + 1) * PAGE > from;
  }

  #missing() {
    const [from, to] = this.#sight;
    for (let page = Math.floor(from / PAGE); page * PAGE < to; page++) {
      if (!this.#pages.has(page)) return page;
    }
  }
}
