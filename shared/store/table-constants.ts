/** Names that the table's template and its code must agree on; free of imports, because infrastructure reads it too. */

export const tableKeys = { partition: 'PK', sort: 'SK' } as const;
export const indexName = 'GSI1';
export const indexKeys = { partition: 'GSI1PK', sort: 'GSI1SK' } as const;
/** Row version: raised by one with every write that replaces a row. */
export const versionAttribute = 'v';
/** Epoch seconds after which a row is no longer there. */
export const ttlAttribute = 'ttl';
