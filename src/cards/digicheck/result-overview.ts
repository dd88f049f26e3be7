import type { Shown } from '../../dialog/shown'
import { type DimensionScore, dimensionScores } from '../../domain/maturity/dimensions'
import { serviceStands } from '../../domain/maturity/maturity'
import type { Answers } from '../../domain/questionnaire/answer'
import { barOfPieces } from '../kit/bars'
import { plain, type Wording } from '../kit/wording'

type Result = Extract<Shown, { kind: 'result' }>

/** From this level on a single service counts as online by the Onlinezugangsgesetz. */
export const onlineFrom = 3

export function resultOverview(answers: Answers, { catalogue, session, earlier }: Result, wording: Wording): object {
	const before = earlier ? dimensionScores(catalogue, earlier.answers) : []
	const stands = serviceStands(catalogue, answers)
	const rated = stands.flatMap((stand) => stand.ozg ?? [])
	const online = rated.filter((maturity) => (maturity.level ?? 0) >= onlineFrom).length
	const levels = catalogue.maturity.ozg.levels.map((level) => ({
		...level,
		count: rated.filter((maturity) => maturity.atMost === level.level).length,
	}))
	const most = Math.max(1, ...levels.map((level) => level.count))
	return {
		title: wording.say('result.overview'),
		note: session.released !== undefined && session.status !== 'released' ? wording.say('result.correcting') : '',
		online:
			rated.length > 0
				? wording.say('result.online', { online, count: rated.length })
				: wording.say('result.noServices'),
		stairsTitle: wording.say('result.distribution'),
		stairs: levels.map((level) => ({
			count: String(level.count),
			level: wording.say('result.levelShort', { level: level.level }),
			name: wording.pick(level.name),
			height: `${8 + Math.round((level.count / most) * 72)}px`,
			style: level.count === 0 ? 'emphasis' : level.level >= onlineFrom ? 'good' : 'accent',
		})),
		dimensionsTitle: wording.say('result.dimensionsTitle'),
		dimensionsIntro: wording.say('result.dimensionsIntro'),
		dimensions: dimensionScores(catalogue, answers).map((score) =>
			dimensionData(
				score,
				before.find((one) => one.dimension.id === score.dimension.id),
				earlier,
				wording,
			),
		),
	}
}

function dimensionData(
	one: DimensionScore,
	before: DimensionScore | undefined,
	earlier: Result['earlier'],
	wording: Wording,
): object {
	const [low, high] = one.range.map((value) => Math.round(value)) as [number, number]
	const score = one.score === undefined ? undefined : Math.round(one.score)
	// A bar for a number, or a gap and a band for a range: never a precise length where nothing precise is known.
	const pieces: Parameters<typeof barOfPieces>[0] =
		score === undefined
			? [
					[low, 'emphasis'],
					[high - low, 'warning'],
					[100 - high, 'emphasis'],
				]
			: [
					[score, 'accent'],
					[100 - score, 'emphasis'],
				]
	return {
		name: wording.pick(one.dimension.name),
		score: score === undefined ? wording.say('result.range', { low, high }) : wording.say('result.score', { score }),
		// Where nothing is answered a bar from end to end would look like a finding.
		bars: one.coverage === 0 ? [] : barOfPieces(pieces),
		coverage: [
			...(one.coverage < 1 ? [wording.say('result.coverage', { percent: Math.round(one.coverage * 100) })] : []),
			...(earlier && before?.score !== undefined
				? [
						wording.say('result.earlier', {
							round: plain(wording.halfYear(earlier.round)),
							score: Math.round(before.score),
						}),
					]
				: []),
		].join(' · '),
	}
}
