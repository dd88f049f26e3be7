import { questionReportsId } from '../../domain/digicheck/question-reports'
import { readValue } from '../../store/read-documents'
import type { Store } from '../../store/store'
import { townsIn } from '../directory/directories'

/**
 * What the leads of all towns have handed on to the editors of the catalogue: lines of a table with a heading, ordered by
 * version and question. They do not say which town a sentence comes from.
 */
export async function handedOnReports(store: Store): Promise<readonly string[]> {
	const towns = await Promise.all(
		(await townsIn(store)).map((townId) =>
			readValue(store, 'question-reports', { partition: townId, id: questionReportsId }),
		),
	)
	const rows = towns
		.flatMap((town) => town?.reports ?? [])
		.filter(({ handedOn }) => handedOn)
		.map(({ version, questionId, reason, text }) => [version, questionId, reason, text].map(cell).join(';'))
	return ['version;question;reason;sentence', ...rows.sort()]
}

/** Quoted, and never read as a formula by a spreadsheet. */
function cell(text: string): string {
	const plain = text.replace(/\s+/g, ' ')
	return `"${(/^[=+\-@]/.test(plain) ? `'${plain}` : plain).replaceAll('"', '""')}"`
}
