/** Where a delivery comes from, where it goes, and who pays for it. */
import { Autocomplete, SegmentedControl, TextInput } from '@mantine/core';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useMay } from '../../kit/session/use-session.ts';
import { Tiles } from '../../kit/ui/page.tsx';
import type { Fault, Form } from './form.ts';
import type { Names } from './names.ts';
import { PlaceSelect } from './place-select.tsx';
import css from './shipments.module.css';
import type { Shipment } from './stages.ts';

export interface EndsFieldsProps {
  readonly form: Form;
  readonly names: Names;
  readonly known: readonly Shipment[];
  readonly faults: ReadonlySet<Fault>;
  readonly change: (part: Partial<Form>) => void;
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

function OriginFields({ form, names, known, faults, change }: EndsFieldsProps) {
  const { t } = useReader();
  const may = useMay();
  const suppliers = unique(known.flatMap(({ origin }) => (origin.kind === 'supplier' ? [origin.name] : [])));
  const error = faults.has('origin') ? t('shipments.fault.origin') : undefined;
  return (
    <div>
      <SegmentedControl
        fullWidth
        mb={6}
        aria-label={t('shipments.origin')}
        data={[
          { value: 'supplier', label: t('shipments.supplier') },
          { value: 'facility', label: t('shipments.our-store') },
        ]}
        value={form.originKind}
        onChange={(kind) => change({ originKind: kind === 'facility' ? 'facility' : 'supplier' })}
      />
      {form.originKind === 'supplier' ? (
        <Autocomplete
          size="md"
          label={t('shipments.supplier.name')}
          withAsterisk
          withScrollArea={false}
          classNames={{ dropdown: css.dropdown ?? '' }}
          data={suppliers}
          value={form.supplier}
          onChange={(supplier) => change({ supplier })}
          error={error}
        />
      ) : (
        <PlaceSelect
          label={t('shipments.store')}
          withAsterisk
          names={names}
          which={({ facilityId }) => may('putShipment', { facilityId })}
          value={form.store}
          onChange={(store) => change({ store })}
          error={error}
        />
      )}
    </div>
  );
}

export function EndsFields(props: EndsFieldsProps) {
  const { form, names, known, faults, change } = props;
  const { t } = useReader();
  const sources = unique(known.flatMap(({ funding = [] }) => funding.map(({ source }) => source)));
  const text = (name: 'grantRef' | 'reference' | 'carrier', label: string) => (
    <TextInput label={label} value={form[name]} onChange={(event) => change({ [name]: event.currentTarget.value })} />
  );
  const wrong = faults.has('destination') ? t('shipments.fault.destination') : undefined;
  return (
    <>
      <PlaceSelect
        label={t('shipments.destination')}
        withAsterisk
        names={names}
        which={({ status }) => status !== 'closed'}
        value={form.destination}
        onChange={(destination) => change({ destination })}
        error={faults.has('same') ? t('shipments.fault.same') : wrong}
      />
      <OriginFields {...props} />
      <Tiles min={13}>
        <Autocomplete
          size="md"
          label={t('shipments.funding')}
          withScrollArea={false}
          classNames={{ dropdown: css.dropdown ?? '' }}
          data={sources}
          value={form.source}
          onChange={(source) => change({ source })}
        />
        {form.source !== '' && text('grantRef', t('shipments.grant'))}
        {text('reference', t('shipments.reference'))}
        <TextInput
          type="date"
          label={t('shipments.expected-on')}
          value={form.expectedOn}
          onChange={(event) => change({ expectedOn: event.currentTarget.value })}
        />
        {text('carrier', t('shipments.carrier'))}
      </Tiles>
    </>
  );
}
