/** Uganda: prisons with English names, one of which logs every issue. */
import type { Facility } from './facility.ts';

const timeZone = 'Africa/Kampala';

export const uganda: readonly Facility[] = [
  {
    facilityId: 'UG-STORE',
    name: 'Prisons central store, Luzira',
    kind: 'store',
    timeZone,
    location: { lat: 0.3, lon: 32.64 },
    manager: 'store.ug',
  },
  {
    facilityId: 'UG-LUZIRA-UPPER',
    name: 'Luzira Upper Prison',
    kind: 'prison',
    timeZone,
    aliases: [{ name: 'Luzira Maximum Security Prison', language: 'en' }, { name: 'Upper Prison' }],
    location: { lat: 0.3, lon: 32.65 },
    heads: { staff: 120, staffOnDuty: 40, held: 950, women: 0, juveniles: 0 },
    short: { 'soap-bar': 36 },
    nextDeliveryInDays: 12,
    manager: 'luzira',
  },
  {
    facilityId: 'UG-MURCHISON-BAY',
    name: 'Murchison Bay Prison',
    kind: 'prison',
    timeZone,
    aliases: [{ name: 'Luzira, Murchison Bay' }],
    location: { lat: 0.29, lon: 32.66 },
    heads: { staff: 140, staffOnDuty: 44, held: 1680, women: 0, juveniles: 0 },
    short: { 'mask-medical': 7, 'gown-isolation': 12 },
    manager: 'murchison',
  },
  {
    facilityId: 'UG-KITALYA',
    name: 'Kitalya Prison',
    kind: 'prison',
    timeZone,
    location: { lat: 0.56, lon: 32.19 },
    heads: { staff: 130, staffOnDuty: 40, held: 1900, women: 0, juveniles: 0 },
    manager: 'kitalya',
  },
  {
    facilityId: 'UG-MBARARA-MAIN',
    name: 'Mbarara Main Prison',
    kind: 'prison',
    timeZone,
    location: { lat: -0.61, lon: 30.65 },
    heads: { staff: 150, staffOnDuty: 46, held: 2580, women: 90, juveniles: 0 },
    reporting: 'late',
    short: { 'soap-bar': 22 },
    manager: 'mbarara',
  },
  {
    facilityId: 'UG-JINJA-MAIN',
    name: 'Jinja Main Prison',
    kind: 'prison',
    timeZone,
    location: { lat: 0.42, lon: 33.22 },
    bookkeeping: 'movements',
    heads: { staff: 135, staffOnDuty: 42, held: 2130, women: 70, juveniles: 0 },
    short: { 'disinfectant-1l': 8 },
    manager: 'jinja',
  },
];
