import { checkCatalogues } from '../content/checks/check'
import { catalogueFolder, loadCatalogues } from '../content/load'
import { ContentError } from '../content/problem'
import { loadWords } from '../content/typed-words'

/** `npm run check:content`: everything that can be proven of the catalogue without asking a person. */
export async function runCheckContent(): Promise<void> {
	const problems = checkCatalogues(catalogueFolder)
	if (problems.length > 0) throw new ContentError(problems)
	loadWords()
	const { versions } = loadCatalogues(catalogueFolder)
	process.stdout.write(`the catalogue is sound (versions ${versions.join(', ')})\n`)
}
