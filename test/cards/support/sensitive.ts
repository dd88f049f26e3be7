import type { Shown } from '../../../src/dialog/shown'
import type { Directory } from '../../../src/domain/directory/directory'
import { type Sensitive, sensitiveKinds } from '../../../src/domain/shared/guard'
import { personIn } from './town'

/** What the guard can answer, as a remark. */
export const sensitiveRemarks = sensitiveKinds.map((kind): Sensitive => `sensitive-${kind}`)

/** A form for each refusal of the guard, and nothing entered: it is not shown again. */
export const sensitiveProblems = Object.fromEntries(
	sensitiveRemarks.map((remark) => [remark, ['text', {}]]),
) as unknown as Readonly<Record<Sensitive, readonly ['text', Record<string, never>]>>

/** Refusals as a record, for the lists that name every remark. */
export const sensitiveNames = Object.fromEntries(sensitiveRemarks.map((remark) => [remark, 0])) as Readonly<
	Record<Sensitive, 0>
>

/** Somebody typed into the chat what must not be kept. */
export function sensitiveShown(directory: Directory): [string, Shown][] {
	return sensitiveKinds.map((sensitive) => [
		`typed ${sensitive}`,
		{ kind: 'sensitive-message', sensitive, person: personIn(directory, 'staff') },
	])
}
