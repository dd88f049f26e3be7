import type { Wording } from '../cards/kit/wording'
import { languages } from '../domain/shared/language'
import { escaped } from './kit/svg'

/**
 * The page behind a link that opens nothing: what happened and how to get a new one, in every language because nothing
 * is known of the reader.
 */
export function linkPage(
	why: 'forged' | 'expired' | 'gone',
	wordingIn: (language: Wording['language']) => Wording,
): string {
	const parts = languages.map((language) => {
		const wording = wordingIn(language)
		const say = (key: string) => escaped(wording.say(`report.link.${key}`))
		return `<section lang="${language}"><h1>${say(`${why}Title`)}</h1><p>${say(why)}</p><p>${say('again')}</p></section>`
	})
	const style =
		'body{font:1.125rem/1.5 "Segoe UI",Arial,sans-serif;max-width:34rem;margin:10vh auto;padding:0 1.5rem;color:#17252f;background:#fff}h1{font-size:1.5rem;margin:2rem 0 .5rem}section+section{border-top:1px solid #d5dce1;margin-top:2rem}'
	const title = escaped(wordingIn('de').say(`report.link.${why}Title`))
	return `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style></head><body><main>${parts.join('')}</main></body></html>`
}
