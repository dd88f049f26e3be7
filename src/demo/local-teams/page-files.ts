import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** The page's files, read from the source tree: `dist/local` has none of its own, and the same path works from both. */
const pageFolder = path.join(__dirname, '../../../src/demo/local-teams/page')

const types: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.svg': 'image/svg+xml',
}

const libraries: Readonly<Record<string, string>> = {
	'/local/page/adaptivecards.js': 'adaptivecards/dist/adaptivecards.min.js',
	'/local/page/markdown-it.js': 'markdown-it/dist/markdown-it.min.js',
}

export const pageHeaders = {
	'content-security-policy':
		"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'cache-control': 'no-cache',
}

/**
 * The file of the page that a URL path names, or undefined. Only plain names: no folder can be left, because none can
 * be named.
 */
export const pageFile = async (pathname: string): Promise<{ type: string; content: Buffer } | undefined> => {
	const library = libraries[pathname]
	const name = pathname === '/' ? 'index.html' : /^\/local\/page\/([a-z-]+\.(?:css|js|json|svg))$/.exec(pathname)?.[1]
	const file = library ? require.resolve(library) : name && path.join(pageFolder, name)
	if (!file) return undefined
	try {
		return { type: types[path.extname(file)] ?? 'application/octet-stream', content: await readFile(file) }
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
		throw error
	}
}
