import type { Wording } from '../../cards/kit/wording'
import { planTitle, standOf } from '../../cards/plan/plan-words'
import type { PlanView } from '../../domain/plan/plan-view'
import { oneLine } from '../kit/clean'
import { planCsv } from './plan-csv'
import { planDocx } from './plan-docx'
import { planIcs } from './plan-ics'
import { pngFrom } from './timeline-png'
import { timelineSvg } from './timeline-svg'

export const planFormats = ['svg', 'png', 'docx', 'csv', 'ics'] as const
export type PlanFormat = (typeof planFormats)[number]

export interface PlanFile {
	/** Title and version, with the ending of the format. */
	readonly name: string
	readonly type: string
	readonly bytes: Uint8Array
}

const types: Readonly<Record<PlanFormat, string>> = {
	svg: 'image/svg+xml; charset=utf-8',
	png: 'image/png',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	csv: 'text/csv; charset=utf-8',
	ics: 'text/calendar; charset=utf-8',
}

/** The plan in one of its formats. Documents and pictures take up to some seconds of computing. */
export async function planFile(view: PlanView, format: PlanFormat, wording: Wording): Promise<PlanFile> {
	const title = `${planTitle(view, wording)}, ${standOf(view, wording)}`
	const name = `${oneLine(title)
		.replace(/[\\/:*?"<>|]+/g, ' ')
		.replace(/\s+/g, ' ')}.${format}`
	return { name, type: types[format], bytes: await bytesOf(view, format, wording) }
}

async function bytesOf(view: PlanView, format: PlanFormat, wording: Wording): Promise<Uint8Array> {
	switch (format) {
		case 'svg':
			return Buffer.from(timelineSvg(view, wording))
		case 'png':
			return pngFrom(timelineSvg(view, wording))
		case 'docx':
			return planDocx(view, wording)
		case 'csv':
			return Buffer.from(planCsv(view, wording))
		case 'ics':
			return Buffer.from(planIcs(view, wording))
	}
}
