/** Kazakhstan: institutions known by their codes, in Cyrillic and in Latin letters. */
import type { Facility } from './facility.ts';

const timeZone = 'Asia/Almaty';

/** The code as it is written in Latin letters, and how else it is spelled. */
const codes = (latin: string, ...others: string[]) => [
  { name: latin, script: 'Latn' },
  ...others.map((name) => ({ name, language: 'ru', script: 'Cyrl' })),
];

export const kazakhstan: readonly Facility[] = [
  {
    facilityId: 'KZ-STORE',
    name: 'Central store, Astana',
    names: { ru: 'Центральный склад, Астана', kk: 'Орталық қойма, Астана' },
    kind: 'store',
    timeZone,
    manager: 'store.kz',
  },
  {
    facilityId: 'KZ-EC-166-1',
    name: 'Institution EC-166/1, Astana',
    names: { ru: 'Учреждение ЕЦ-166/1, Астана', kk: 'ЕЦ-166/1 мекемесі, Астана' },
    kind: 'prison',
    timeZone,
    officialCode: 'ЕЦ-166/1',
    aliases: codes('EC-166/1', 'ЕЦ 166/1'),
    location: { lat: 51.17, lon: 71.43 },
    heads: { staff: 210, staffOnDuty: 62, held: 880, women: 40, juveniles: 0 },
    short: { 'gloves-exam': 11 },
    manager: 'astana',
  },
  {
    facilityId: 'KZ-EC-166-10',
    name: 'Institution EC-166/10, Astana',
    names: { ru: 'Учреждение ЕЦ-166/10, Астана', kk: 'ЕЦ-166/10 мекемесі, Астана' },
    kind: 'prison',
    timeZone,
    officialCode: 'ЕЦ-166/10',
    aliases: codes('EC-166/10', 'ЕЦ 166/10'),
    location: { lat: 51.15, lon: 71.4 },
    heads: { staff: 95, staffOnDuty: 28, held: 310, women: 0, juveniles: 0 },
    reporting: 'never',
    manager: 'astana.10',
  },
  {
    facilityId: 'KZ-ZK-169-5',
    name: 'Institution ZK-169/5, Kyzylorda',
    names: { ru: 'Учреждение ЗК-169/5, Кызылорда', kk: 'ЗК-169/5 мекемесі, Қызылорда' },
    kind: 'prison',
    timeZone: 'Asia/Qyzylorda',
    officialCode: 'ЗК-169/5',
    aliases: codes('ZK-169/5', 'ЗК 169/5'),
    location: { lat: 44.85, lon: 65.5 },
    heads: { staff: 150, staffOnDuty: 45, held: 585, women: 0, juveniles: 0 },
    reporting: 'late',
    short: { 'mask-medical': 26 },
    manager: 'kyzylorda',
  },
  {
    facilityId: 'KZ-OV-156-21',
    name: 'Institution OV-156/21, East Kazakhstan',
    names: { ru: 'Учреждение ОВ-156/21, Восточный Казахстан', kk: 'ОВ-156/21 мекемесі, Шығыс Қазақстан' },
    kind: 'womens',
    timeZone,
    officialCode: 'ОВ-156/21',
    aliases: codes('OV-156/21', 'ОВ 156/21'),
    heads: { staff: 120, staffOnDuty: 36, held: 420, women: 420, juveniles: 0 },
    short: { 'sanitary-pad': 9 },
    manager: 'east.kz',
  },
  {
    facilityId: 'KZ-UK-161-4',
    name: 'Institution UK-161/4, Kushmurun',
    names: { ru: 'Учреждение УК-161/4, Кушмурун', kk: 'УК-161/4 мекемесі, Құсмұрын' },
    kind: 'prison',
    timeZone,
    officialCode: 'УК-161/4',
    aliases: codes('UK-161/4', 'УК 161/4'),
    closed: { statusFrom: '2021-01-01', mergedInto: 'KZ-EC-166-10' },
    manager: 'kushmurun',
  },
];
