/** Modules that the build makes: the rows of the contract without their schemas, and the theme as a style sheet. */
declare module 'virtual:contract' {
  export const routes: Readonly<Record<import('#shared/contract/rows.ts').RowId, import('#web/kit/contract.ts').Route>>;
}

declare module 'virtual:theme.css' {}
