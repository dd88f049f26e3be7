import type { Wording } from '../cards/wording'
import type { AtlasView } from '../domain/messages/atlas-shown'
import { atlasSvg } from './atlas-svg'
import { oneLine } from './clean'
import type { PlanFile } from './plan-file'
import { pngFrom } from './timeline-png'

export type AtlasFormat = 'svg' | 'png'

/** The picture of a town's age structure as a file. */
export async function atlasFile(view: AtlasView, format: AtlasFormat, wording: Wording): Promise<PlanFile> {
	const svg = atlasSvg(view, wording)
	const title = oneLine(wording.say('atlas.image.title', { town: view.townName }))
		.replace(/[\\/:*?"<>|]+/g, ' ')
		.replace(/\s+/g, ' ')
	if (format === 'svg') return { name: `${title}.svg`, type: 'image/svg+xml; charset=utf-8', bytes: Buffer.from(svg) }
	return { name: `${title}.png`, type: 'image/png', bytes: await pngFrom(svg) }
}
