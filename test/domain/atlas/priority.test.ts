import { catalogueFolder, loadCatalogues } from '../../../src/content/load'
import { criteriaScoresOf } from '../../../src/domain/plan/priority'

const { latest } = loadCatalogues(catalogueFolder)
const answered = (option: string) => ({ Q10: { status: 'given' as const, value: option } })

test.each([
	['low', 0.25],
	['medium', 0.5],
	['high', 0.75],
] as const)('where a department did not say how many leave, %s of the atlas counts', (horizon, demography) => {
	expect(criteriaScoresOf(latest, {}, horizon)).toMatchObject({ demography, fromAtlas: true })
	expect(criteriaScoresOf(latest, { Q10: { status: 'unknown' } }, horizon)).toMatchObject({
		demography,
		fromAtlas: true,
	})
})

test('its own answer goes before the atlas, and without an atlas everything stays as it was', () => {
	expect(criteriaScoresOf(latest, answered('none'), 'high')).toEqual(criteriaScoresOf(latest, answered('none')))
	expect(criteriaScoresOf(latest, answered('many'), 'low')).toEqual(criteriaScoresOf(latest, answered('many')))
	expect(criteriaScoresOf(latest, {})).toEqual({ staffing: 0.5, demography: 0.5, targetGroup: 0.5 })
})
