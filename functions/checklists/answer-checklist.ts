/** PUT /facilities/{facilityId}/checklists/{checklistId}: a sheet of a round; what was sent before is kept. */
import type { TableDeps } from '#kit/deps.ts';
import type { ApiRequest, Operation, Reply } from '#kit/request.ts';
import type { sheetRows } from '#shared/contract/sheets.ts';
import { refuseSheet } from '#shared/domain/checklists/answered.ts';
import { scoreOf } from '#shared/domain/checklists/score.ts';
import { localDay, parseDay } from '#shared/domain/day.ts';
import { covers } from '#shared/domain/members/grants.ts';
import { notFound, type Refusal } from '#shared/domain/refusal.ts';
import { loadChecklist, type StoredChecklist } from '#shared/store/checklists.ts';
import { contentHash } from '#shared/store/content-hash.ts';
import { facilityKey } from '#shared/store/keys.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRow } from '#shared/store/read.ts';
import { revisionRefusal } from '#shared/store/records.ts';
import { loadSheet, type StoredSheet, saveSheet, scoreAttributes } from '#shared/store/sheets.ts';
import { type Again, again, attempt } from '#shared/store/transact.ts';
import { sheetAnswer } from './answers.ts';

type Row = typeof sheetRows.answerChecklist;

export const answerChecklist: Operation<Row, TableDeps> = (request, deps) =>
  attempt(deps.table, () => once(request, deps));

async function once(request: ApiRequest<Row>, { table }: TableDeps): Promise<Reply<Row> | Refusal | Again> {
  const { facilityId, checklistId } = request.params;
  const round = request.body.round ?? request.body.answeredOn.slice(0, 7);
  const hash = contentHash({ ...request.body, round });
  const [before, place, checklist] = await Promise.all([
    loadSheet(table, facilityId, checklistId, round),
    getRow(table, facilityKey(facilityId), { consistent: true }),
    loadChecklist(table, checklistId),
  ]);
  if (!place) return notFound('facility');
  const { sameRound, standing } = before;
  if (sameRound?.hash === hash) return reply(200, sameRound);
  const stale = revisionRefusal(standing?.v, request);
  if (stale) return stale;
  const facility = facilityFromRow(place).value;
  const said = { ...request.body, round, answeredOn: parseDay(request.body.answeredOn) ?? 0 };
  const today = localDay(request.now.getTime(), facility.timeZone);
  const mayVerify = covers(request.grants, { facilityId }, ['programme-lead']) === 'yes';
  const refused = refuseSheet(checklist?.value, facility, said, today, mayVerify, sameRound?.assessment);
  if (refused || !checklist) return refused ?? notFound('checklist');
  const sheet = sheetOf(request, said, checklist, { hash, revision: (standing?.v ?? 0) + 1 });
  const outcome = await saveSheet(table, sheet, before);
  return outcome.kind === 'done' ? reply(sameRound ? 200 : 201, sheet) : again(outcome);
}

function sheetOf(
  { params, body, member, now }: ApiRequest<Row>,
  said: { readonly round: string; readonly answeredOn: number },
  { value, questionsVersion }: StoredChecklist,
  kept: Pick<StoredSheet, 'hash' | 'revision'>,
): StoredSheet {
  const byId = new Map(body.answers.map((one) => [one.questionId, one]));
  return {
    ...params,
    ...kept,
    round: said.round,
    answeredOn: said.answeredOn,
    assessment: body.assessment,
    answeredBy: body.answeredBy ?? null,
    // In the order of the list, whatever order they came in.
    answers: value.questions.flatMap(({ questionId }): StoredSheet['answers'] => {
      const one = byId.get(questionId);
      return one ? [[questionId, one.answer, one.comment ?? null]] : [];
    }),
    questionsVersion,
    ...scoreAttributes(scoreOf(value.questions, body.answers)),
    recordedAt: now.toISOString(),
    recordedBy: member,
  };
}

/** Only those may write who may read the words. */
function reply(status: 200 | 201, sheet: StoredSheet): Reply<Row> {
  return { status, body: sheetAnswer(sheet, true), revision: sheet.revision };
}
