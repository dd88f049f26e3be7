/**
 * Invented people, a hundred to a town, each the only one of their department. Ids are of one length, so that equal
 * work makes equal answers.
 */
export interface Invented {
	readonly id: string
	readonly objectId: string
	readonly departmentId: string
	readonly townId: string
	readonly tenantId: string
}

const perTown = 100
const padded = (number: number, length: number) => String(number).padStart(length, '0')

export function peopleOf(count: number): readonly Invented[] {
	return Array.from({ length: count }, (_, at) => {
		const town = Math.floor(at / perTown)
		return {
			id: `p${padded(at, 6)}`,
			objectId: `00000000-0000-4000-8000-${padded(at, 12)}`,
			departmentId: `d${padded(at, 6)}`,
			townId: `t${padded(town, 5)}`,
			tenantId: `00000000-0000-4000-9000-${padded(town, 12)}`,
		}
	})
}
