import { checkCatalogues } from '../../src/content/check'
import { catalogueFolder } from '../../src/content/load'
import { problemLine } from '../../src/content/problem'

test('passes every check', () => {
	expect(checkCatalogues(catalogueFolder).map(problemLine)).toEqual([])
})
