import type { ShownOf } from '../../dialog/shown'
import { buttons } from '../kit/buttons'
import { message, type Presented } from '../kit/presented'
import type { Wording } from '../kit/wording'
import { noticeSections } from './notice-sections'

/** What people read before the first question, whenever they ask for it. */
export function presentPrivacy({ directory }: ShownOf<'privacy'>, wording: Wording): Presented {
	return message(wording, 'notice.title', noticeSections(directory, wording), [
		buttons(wording)('common.continue', 'start'),
	])
}
