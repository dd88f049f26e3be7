import { type QuestionReport, questionReportsId } from '../../domain/digicheck/question-reports'
import { readValue } from '../../store/read-documents'
import type { Store } from '../../store/store'
import { townsIn } from '../directory/directories'

/**
 * What the leads of all towns have handed on to the editors of the catalogue, by version, question and words, so that
 * the order does not say which town a sentence comes from.
 */
export async function handedOnReports(store: Store): Promise<readonly QuestionReport[]> {
	const towns = await Promise.all(
		(await townsIn(store)).map((townId) =>
			readValue(store, 'question-reports', { partition: townId, id: questionReportsId }),
		),
	)
	const key = ({ version, questionId, reason, text }: QuestionReport) => [version, questionId, reason, text].join('\n')
	return towns
		.flatMap((town) => town?.reports ?? [])
		.filter(({ handedOn }) => handedOn)
		.toSorted((one, other) => (key(one) < key(other) ? -1 : 1))
}
