/** Something wrong in a content file, said so that its editor can mend it. */
export interface Problem {
	readonly file: string
	readonly line: number
	readonly message: string
	readonly remedy: string
}

/** The content cannot be used. Its message lists every problem, one a line. */
export class ContentError extends Error {
	override readonly name = 'ContentError'

	constructor(readonly problems: readonly Problem[]) {
		super(problems.map(problemLine).join('\n'))
	}
}

/** `file:line message. Remedy` — editors make such a line clickable. */
export function problemLine({ file, line, message, remedy }: Problem): string {
	return `${file}:${line} ${message}. ${remedy}`
}
