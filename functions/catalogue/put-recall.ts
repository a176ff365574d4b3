/** PUT /recalls/{recallId}: takes a lot out of use everywhere, or gives it back. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { recallRows } from '#shared/contract/recalls.ts';
import { localDay, parseDay } from '#shared/domain/day.ts';
import { refuseAhead } from '#shared/domain/not-ahead.ts';
import { isRefusal, refuse } from '#shared/domain/refusal.ts';
import { recallKey } from '#shared/store/keys.ts';
import { unknownItems } from '#shared/store/programme.ts';
import { recallFromRow } from '#shared/store/recalls.ts';
import { saveRecord } from '#shared/store/records.ts';
import { recallAnswer } from './recall-answers.ts';

/** Where a date begins first. */
const FIRST_ZONE = 'Pacific/Kiritimati';

/** 409 `recall.lot-fixed` where it would be about another lot: what facilities replied was about this one. */
export const putRecall: Operation<typeof recallRows.putRecall, TableDeps> = async (request, { table, newId }) => {
  const { recallId } = request.params;
  const { body } = request;
  const saved = await saveRecord(table, {
    ...request,
    key: recallKey(recallId),
    changeId: newId(),
    decide: async (current) => {
      const before = current && recallFromRow(current).value;
      if (before && (before.itemId !== body.itemId || before.lot !== body.lot)) {
        const detail = `Recall another lot under another id: this one is about ${before.itemId}, lot ${before.lot}.`;
        return refuse('recall.lot-fixed', detail, [{ pointer: '/lot', code: 'recall.lot-fixed', detail }]);
      }
      // Facilities of every zone read it: the day may be as late as the first of them has it.
      const ahead = refuseAhead(parseDay(body.since) ?? 0, localDay(request.now.getTime(), FIRST_ZONE), '/since');
      if (ahead) return ahead;
      const errors = await unknownItems(table, [{ itemId: body.itemId, pointer: '/itemId' }]);
      if (errors.length > 0) return refuse('item.unknown', 'The item is not in the catalogue.', errors);
      return { attributes: { recallId, body, changedBy: request.member } };
    },
  });
  if (isRefusal(saved)) return saved;
  const { created, revision, row } = saved;
  return { status: created ? 201 : 200, body: recallAnswer(recallFromRow(row)), revision };
};
