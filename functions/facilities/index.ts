/** Countries, facilities and head counts: where things stand and for how many people. */
import { tableDeps } from '#kit/deps.ts';
import { endpoint } from '#kit/endpoint.ts';
import { countryRows } from '#shared/contract/countries.ts';
import { facilityRows } from '#shared/contract/facilities.ts';
import { getFacility } from './get-facility.ts';
import { listCountries } from './list-countries.ts';
import { listFacilities } from './list-facilities.ts';
import { putCountry } from './put-country.ts';
import { putFacility } from './put-facility.ts';
import { putHeadcount } from './put-headcount.ts';

export const rows = { ...countryRows, ...facilityRows };
export const operations = { listCountries, putCountry, listFacilities, getFacility, putFacility, putHeadcount };

export const handler = endpoint(rows, operations, tableDeps);
