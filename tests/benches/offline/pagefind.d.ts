/** The types are checked without the package, which is installed only to measure. */
declare module "pagefind" {
  export const createIndex: any;
  export const close: any;
}
