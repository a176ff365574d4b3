/** The rows of the contract as the browser needs them: method, path, who may; their schemas stay on the server. */
import type { Plugin } from 'vite';
import { rows } from '../../shared/contract/rows.ts';

const name = 'virtual:contract';
const resolved = `\0${name}`;

/** The module's text: one entry per row, by its id. */
export function contractModule(): string {
  const routes = rows.map(({ id, method, path, kind, scope, roles }) => [id, { method, path, kind, scope, roles }]);
  return `export const routes = ${JSON.stringify(Object.fromEntries(routes))};`;
}

/** Serves `virtual:contract`. */
export function contractPlugin(): Plugin {
  return {
    name: 'muster-contract',
    resolveId: (id) => (id === name ? resolved : undefined),
    load: (id) => (id === resolved ? contractModule() : undefined),
  };
}
