import { checkCatalogues } from '../content/checks/check'
import { catalogueFolder, loadCatalogues } from '../content/load'
import { ContentError } from '../content/problem'
import { loadWords } from '../content/typed-words'
import { command } from './command'

/** `npm run check:content` */
export const checkContent = command(
	'Proves of the catalogue what can be proven without asking a person: no dead question, no circle, every text in both languages.',
	{},
	runCheckContent,
)

async function runCheckContent(): Promise<void> {
	const problems = checkCatalogues(catalogueFolder)
	if (problems.length > 0) throw new ContentError(problems)
	loadWords()
	const { versions } = loadCatalogues(catalogueFolder)
	process.stdout.write(`the catalogue is sound (versions ${versions.join(', ')})\n`)
}
