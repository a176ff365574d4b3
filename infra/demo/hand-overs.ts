/** Real hand-overs to the prison service of Uganda: what the donor listed, and what the press counted. */
import type { Shipment } from './shipment.ts';

/** The initiative's hand-over of 30 June 2020: two tellings of one consignment. */
const juneOf2020: Shipment = {
  reference: 'UNODC-UG-2020-06',
  origin: 'UNODC',
  destination: 'UG-STORE',
  funding: [{ source: 'European Union' }, { source: 'Netherlands' }],
  expectedOn: '2020-06-30',
  dispatchedAt: '2020-06-28T06:00:00Z',
  note: 'Joint initiative on COVID-19 in prisons. Office equipment of the same hand-over is not listed here.',
  lines: [
    { lineId: '1', itemId: 'soap-bar', units: 3750 },
    { lineId: '2', itemId: 'bed', units: 40 },
    { lineId: '3', itemId: 'mattress', units: 3000 },
    { lineId: '4', itemId: 'blanket', units: 3000 },
    { lineId: '5', itemId: 'water-tank-5000', units: 16 },
    { lineId: '6', itemId: 'handset', units: 32 },
  ],
  receipts: [
    {
      at: '2020-06-30T09:00:00Z',
      final: true,
      note: 'As the press told it.',
      confirm: true,
      lines: [
        { lineId: '1', accepted: 3700, damaged: 50, note: '3,750 bars in all; two cartons came wet.' },
        { lineId: '2', accepted: 40 },
        { lineId: '3', accepted: 40 },
        { lineId: '4', accepted: 40 },
        { lineId: '5', accepted: 160 },
        { lineId: '6', accepted: 32 },
        { itemId: 'ball', accepted: 320 },
      ],
    },
  ],
  settled: {
    '3~missing': { reason: 'miscounted', note: 'The press counted the mattresses of the beds only.' },
    '5~surplus': { reason: 'miscounted', note: 'Sixteen large tanks; a zero too many in the report.' },
  },
};

/** For the staff clinic at Luzira, November 2021: fewer face shields than the donor's list has. */
const novemberOf2021: Shipment = {
  reference: 'UNODC-UG-2021-11',
  origin: 'UNODC',
  destination: 'UG-STORE',
  expectedOn: '2021-11-03',
  dispatchedAt: '2021-11-02T06:00:00Z',
  lines: [
    { lineId: '1', itemId: 'coverall', units: 400 },
    { lineId: '2', itemId: 'face-shield', units: 478 },
  ],
  receipts: [
    {
      at: '2021-11-03T10:00:00Z',
      final: true,
      lines: [
        { lineId: '1', accepted: 400 },
        { lineId: '2', accepted: 125 },
      ],
    },
  ],
  settled: { '2~missing': { reason: 'accepted', note: 'Handed out at the ceremony before anybody counted.' } },
};

export const handOvers: readonly Shipment[] = [juneOf2020, novemberOf2021];
