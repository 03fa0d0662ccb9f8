/** Takes the times of what a reader sees, inside the page; `reading.mjs` tells it what to watch. It stands before the viewer's script. */

/** @typedef {{ longestFrame: number, longestTask?: number }} Frames in milliseconds; tasks of less than 50 count as 0 */
/** @typedef {Frames & { toPaint: number[], afterAnswer: number[] }} Typed */
/** @typedef {Frames & { longestBlank: number }} Scrolled */
/** @typedef {Frames & { first: number, whole: number, marks: number }} Opened */

/** How long, in milliseconds, nothing has to be asked of the engine until all counts as answered. */
const SETTLED = 300;

/** What the engine was asked and has not answered. @type {Map<number, string>} */
const asked = new Map();
/** When the last answer came, of each method. @type {Map<string, number>} */
const answered = new Map();
/** The article that was read last, as JSON. */
let article = "";

window.Worker = class extends Worker {
  /** @param {string | URL} address */
  constructor(address) {
    super(address);
    this.addEventListener("message", (event) => {
      const now = performance.now();
      const { call, value } = event.data;
      const method = asked.get(call) ?? "";
      asked.delete(call);
      answered.set(method, now);
      if (method === "read") article = value.json;
    });
  }

  /** @param {any} message @param {any} [transfer] */
  postMessage(message, transfer) {
    asked.set(message.call, message.method);
    super.postMessage(message, transfer);
  }
};

const viewer = () => /** @type {any} */ (document.querySelector("corpus-viewer"));
const find = (/** @type {string} */ css) => viewer().shadowRoot.querySelector(css);
const later = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
const frame = () => /** @type {Promise<number>} */ (new Promise((resolve) => requestAnimationFrame(resolve)));
/** When the frame is painted that comes next. @returns {Promise<number>} */
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))));

/** Resolves once nothing is asked any more. */
async function settled() {
  for (let quiet = 0; quiet < SETTLED; quiet += 50) {
    await later(50);
    if (asked.size > 0) quiet = 0;
  }
}

/** Watches the frames, and where the browser tells of them the long tasks, until what it gives is called. */
function watch() {
  let longestFrame = 0;
  let longestTask = 0;
  let last = performance.now();
  let isOver = false;
  const look = () => {
    const now = performance.now();
    longestFrame = Math.max(longestFrame, now - last);
    last = now;
    if (!isOver) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const tellsTasks = PerformanceObserver.supportedEntryTypes.includes("longtask");
  const observer = new PerformanceObserver((tasks) => {
    for (const { duration } of tasks.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  if (tellsTasks) observer.observe({ type: "longtask" });
  return () => {
    isOver = true;
    look();
    observer.disconnect();
    return { longestFrame, longestTask: tellsTasks ? longestTask : undefined };
  };
}

export const meter = {
  /** Opens a corpus at a state, and waits until nothing is to come. @param {string} src @param {object} state */
  async open(src, state) {
    const ready = new Promise((resolve) => addEventListener("corpus-viewer-ready", resolve, { once: true }));
    viewer().restore({ ...viewer().state, ...state });
    viewer().src = src;
    await ready;
    await settled();
    return { rows: Number(find("ol.long > li")?.getAttribute("aria-setsize")) };
  },

  /** How long a frame takes when nothing is to be done, in milliseconds: the median. */
  async interval() {
    /** @type {number[]} */
    const times = [];
    for (let count = 0; count < 60; count++) times.push(await frame());
    const gaps = times.slice(1).map((time, nth) => time - times[nth]);
    return gaps.toSorted((a, b) => a - b)[gaps.length >> 1];
  },

  /** Watches what follows the keys that are about to be typed. */
  watchTyping() {
    /** @type {{ query: string, pressed: number }[]} */
    const keys = [];
    /** @type {{ query: string, answered: number, painted: number }[]} */
    const shown = [];
    let pressed = 0;
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    addEventListener("keydown", (event) => (pressed = event.timeStamp), options);
    addEventListener("input", (event) => keys.push({ query: /** @type {any} */ (event.composedPath()[0]).value, pressed }), options);
    addEventListener(
      "corpus-viewer-search",
      async (event) => {
        const { query } = /** @type {CustomEvent} */ (event).detail;
        shown.push({ query, answered: answered.get("search") ?? 0, painted: await painted() });
      },
      options,
    );
    const end = watch();
    meter.typed = async () => {
      await settled();
      await painted();
      listening.abort();
      const toPaint = keys.map(({ pressed }, nth) => {
        const later = keys.slice(nth).map(({ query }) => query);
        return (shown.find(({ query, painted }) => painted > pressed && later.includes(query))?.painted ?? Infinity) - pressed;
      });
      return { ...end(), toPaint, afterAnswer: shown.map(({ answered, painted }) => painted - answered) };
    };
  },

  /** What came of it, once all has been answered. */
  typed: () => /** @type {Promise<Typed>} */ (Promise.reject(new Error("no typing was watched"))),

  /**
   * Scrolls the list, and looks after each frame whether rows in sight are blank.
   * @param {number} step by how many pixels at each frame; 0 to jump from place to place
   * @param {number} ms for how long
   */
  async scroll(step, ms) {
    const list = find(".list");
    const rowHeight = find("ol.long > li").offsetHeight;
    const top = find("ol.long").offsetTop;
    list.scrollTop = 0;
    await settled();
    const end = watch();
    const start = performance.now();
    let jumps = 0;
    let blankSince = 0;
    let longestBlank = 0;
    for (let now = start; now < start + ms; ) {
      if (step > 0) list.scrollTop += step;
      else if (now - start > jumps * 500) list.scrollTop = list.scrollHeight * ((++jumps * 0.618) % 1);
      now = await painted();
      if (!isBlank()) blankSince = 0;
      else longestBlank = Math.max(longestBlank, now - (blankSince ||= now));
    }
    return { ...end(), longestBlank };

    /** A row in sight is not drawn, or has not come. */
    function isBlank() {
      const from = Math.max(0, Math.floor((list.scrollTop - top) / rowHeight));
      const to = Math.floor((list.scrollTop + list.clientHeight - 1 - top) / rowHeight);
      for (let nth = from; nth <= to; nth++) {
        const row = list.querySelector(`li[data-nth="${nth}"]`);
        if (!row || row.querySelector(".coming")) return true;
      }
      return false;
    }
  },

  /** Watches what follows the click that opens an article. */
  watchOpening() {
    meter.opened = new Promise((resolve) => {
      addEventListener(
        "click",
        async ({ timeStamp }) => {
          const end = watch();
          while (!find(".body p")) await frame();
          const first = (await later(0), performance.now() - timeStamp);
          while (!article.includes('"isWhole":true')) await frame();
          const paragraphs = article.split('"kind":"paragraph"').length - 1;
          while (viewer().shadowRoot.querySelectorAll(".body p").length < paragraphs) await frame();
          const whole = (await later(0), performance.now() - timeStamp);
          const marks = viewer().shadowRoot.querySelectorAll(".body mark, .body a.entity").length;
          resolve({ ...end(), first, whole, marks });
        },
        { capture: true, once: true },
      );
    });
  },

  /** What came of it. */
  opened: /** @type {Promise<Opened> | undefined} */ (undefined),

  settled,
};
globalThis.meter = meter;
