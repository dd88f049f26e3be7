/**
 * Says in one sentence why the demo cannot be built: it runs before anything is installed, and on a Node that is too
 * old for the rest, so it needs no package and no new syntax.
 */
const fs = require('node:fs')
const path = require('node:path')

const root = path.join(__dirname, '../..')
const { dependencies, devDependencies, engines } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
const missing = Object.keys({ ...dependencies, ...devDependencies }).filter(
	(name) => !fs.existsSync(path.join(root, 'node_modules', name)),
)
const oldestNode = Number(engines.node.replace(/\D/g, ''))
const problem =
	missing.length > 0
		? `the package "${missing[0]}" is not installed; run "npm ci" first`
		: Number(process.versions.node.split('.')[0]) < oldestNode
			? `Node ${process.versions.node} is too old; run "npm ci", which brings a newer one, or install Node ${oldestNode}`
			: undefined
if (problem) {
	process.stderr.write(`${problem}\n`)
	process.exitCode = 1
}
