import { catalogueFolder } from '../../src/content/load'
import { checkCatalogues } from '../../src/content/check'
import { problemLine } from '../../src/content/problem'
test('x', () => { const t = performance.now(); const c = checkCatalogues(catalogueFolder); console.log(c.map(problemLine).join('\n'), performance.now()-t) })
