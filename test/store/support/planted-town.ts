import type { Directory } from '../../../src/domain/directory/directory'
import type { HalfYear } from '../../../src/domain/shared/half-year'

/** Somebody who is named wherever a document of any kind can name a person. */
export const planted = {
	id: 'p06',
	name: 'Yasemin Korkutan',
	email: 'yasemin.korkutan@eschenwerder.example',
	entraObjectId: '0b4e1d3c-6f0e-4b7e-9f7e-000000000006',
}
export const townId = 'eschenwerder'
export const tenantId = '1f0e2d3c-0000-4000-8000-0000000000aa'
/** A colleague. */
export const other = 'p05'
export const round = '2026-H2' as HalfYear

export const directory: Directory = {
	town: { id: townId, name: 'Eschenwerder', entraTenantId: tenantId, round },
	departments: [{ id: 'standesamt', name: 'Standesamt', area: 'civil-registry' }],
	positions: [{ id: 'beurkundung', name: 'Beurkundung', departmentId: 'standesamt' }],
	people: [
		{ ...planted, language: 'de', roles: ['staff'], departmentId: 'standesamt', positionIds: ['beurkundung'] },
		{ id: other, name: 'Hanne Petersen', language: 'de', roles: ['departmentHead'], departmentId: 'standesamt' },
	],
}
