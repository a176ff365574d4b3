/** Tunisia: prisons with a name in French and in Arabic, and several spellings. */
import type { Facility } from './facility.ts';

const timeZone = 'Africa/Tunis';

/** The name in Arabic, and how else it is spelled in Latin letters. */
const spellings = (arabic: string, ...latin: string[]) => [
  { name: arabic, language: 'ar', script: 'Arab' },
  ...latin.map((name) => ({ name, script: 'Latn' })),
];

export const tunisia: readonly Facility[] = [
  {
    facilityId: 'TN-STORE',
    name: 'Magasin central, Tunis',
    names: { fr: 'Magasin central, Tunis', ar: 'المخزن المركزي، تونس', en: 'Central store, Tunis' },
    kind: 'store',
    timeZone,
    manager: 'store.tn',
  },
  {
    facilityId: 'TN-MORNAGUIA',
    name: 'Prison de Mornaguia',
    names: { fr: 'Prison de Mornaguia', ar: 'سجن المرناقية', en: 'Mornaguia Prison' },
    kind: 'remand-centre',
    timeZone,
    aliases: spellings('المرناقية', 'Mornaguia', 'Al Mornaguia'),
    location: { lat: 36.76, lon: 10.02 },
    heads: { staff: 640, staffOnDuty: 190, held: 5050, women: 0, juveniles: 0 },
    short: { 'bleach-1l': 13, 'hand-rub-500': 0 },
    manager: 'mornaguia',
  },
  {
    facilityId: 'TN-MORNAG',
    name: 'Prison de Mornag',
    names: { fr: 'Prison de Mornag', ar: 'سجن مرناق', en: 'Mornag Prison' },
    kind: 'prison',
    timeZone,
    aliases: spellings('مرناق', 'Mornag'),
    location: { lat: 36.68, lon: 10.29 },
    heads: { staff: 110, staffOnDuty: 33, held: 610, women: 0, juveniles: 0 },
    manager: 'mornag',
  },
  {
    facilityId: 'TN-BORJ-EL-AMRI',
    name: 'Prison de Borj El Amri',
    names: { fr: 'Prison de Borj El Amri', ar: 'سجن برج العامري', en: 'Borj El Amri Prison' },
    kind: 'prison',
    timeZone,
    aliases: spellings('برج العامري', 'Borj El-Amri', 'Burj Al Amri'),
    location: { lat: 36.71, lon: 9.88 },
    heads: { staff: 130, staffOnDuty: 40, held: 890, women: 0, juveniles: 0 },
    reporting: 'silent',
    manager: 'borj.el.amri',
  },
  {
    facilityId: 'TN-MESSADINE',
    name: 'Prison de Messadine',
    names: { fr: 'Prison de Messadine', ar: 'سجن المسعدين', en: 'Messadine Prison' },
    kind: 'prison',
    timeZone,
    aliases: spellings('المسعدين', 'Messaadine', 'Messaâdine', 'Mesadine'),
    location: { lat: 35.79, lon: 10.58 },
    heads: { staff: 160, staffOnDuty: 48, held: 1240, women: 30, juveniles: 0 },
    short: { 'soap-bar': 17 },
    manager: 'messadine',
  },
  {
    facilityId: 'TN-LA-MANOUBA',
    name: 'Prison des femmes de La Manouba',
    names: { fr: 'Prison des femmes de La Manouba', ar: 'سجن النساء بمنوبة', en: "La Manouba Women's Prison" },
    kind: 'womens',
    timeZone,
    aliases: spellings('منوبة', 'Manouba'),
    location: { lat: 36.81, lon: 10.09 },
    heads: { staff: 105, staffOnDuty: 32, held: 390, women: 390, juveniles: 0 },
    manager: 'manouba',
  },
];
