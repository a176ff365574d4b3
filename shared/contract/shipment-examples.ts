/** The consignment that the examples of the shipment rows tell about. */
export const exampleShipmentId = '01996f6e-7c00-7000-8000-000000000002';

/** The one line as its standing repeats it. */
export const exampleLine = { lineId: '1', itemId: 'soap-bar' } as const;

export const examplePlan = {
  reference: 'UNODC-UG-2020-06',
  origin: { kind: 'supplier', name: 'UNODC' },
  destination: 'UG-LUZIRA-UPPER',
  funding: [{ source: 'EU' }],
  expectedOn: '2020-06-30',
  lines: [{ lineId: '1', itemId: 'soap-bar', packs: 150, packSize: 25 }],
} as const;

export const exampleShipment = {
  ...examplePlan,
  shipmentId: exampleShipmentId,
  status: 'planned',
  revision: 1,
  firstPromisedOn: '2020-06-30',
  dispatchedAt: null,
  closedReason: null,
  inTransit: 0,
  standing: [{ ...exampleLine, sent: 3750, accepted: 0, damaged: 0, wrong: 0, outstanding: 0 }],
  receipts: [],
  discrepancies: [],
} as const;

export const exampleReceipt = {
  receiptId: '01996f6e-7c00-7000-8000-000000000003',
  receivedAt: '2020-06-30T09:00:00.000Z',
  receivedBy: 'Store officer',
  final: true,
  lines: [{ lineId: '1', accepted: 3700, damaged: 50 }],
  recordedBy: 'manager.luzira@example.org',
  reversedAt: null,
} as const;

export const exampleDispatched = {
  ...exampleShipment,
  status: 'dispatched',
  revision: 2,
  dispatchedAt: '2020-06-28T06:00:00.000Z',
  inTransit: 3750,
  standing: [{ ...exampleLine, sent: 3750, accepted: 0, damaged: 0, wrong: 0, outstanding: 3750 }],
} as const;

export const exampleReceived = {
  ...exampleDispatched,
  status: 'received-with-discrepancy',
  revision: 3,
  inTransit: 0,
  standing: [{ ...exampleLine, sent: 3750, accepted: 3700, damaged: 50, wrong: 0, outstanding: 0 }],
  receipts: [exampleReceipt],
  discrepancies: [
    {
      discrepancyId: '1~damaged',
      lineId: '1',
      itemId: 'soap-bar',
      kind: 'damaged',
      quantity: 50,
      state: 'open',
      settlement: null,
    },
  ],
} as const;
