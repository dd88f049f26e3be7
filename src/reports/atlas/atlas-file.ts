import type { Wording } from '../../cards/kit/wording'
import type { AtlasView } from '../../domain/atlas/view-atlas'
import { oneLine } from '../kit/clean'
import type { PlanFile } from '../plan/plan-file'
import { pngFrom } from '../plan/timeline-png'
import { atlasSvg } from './atlas-svg'

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
