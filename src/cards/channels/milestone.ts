import type { Milestone } from '../../domain/channels/milestone'
import type { Directory } from '../../domain/directory/directory'
import { nameless } from '../../domain/directory/nameless'
import { townUnit, type Unit } from '../../domain/shared/unit'
import { departmentTitle } from '../kit/names'
import { type Presented, plainCard } from '../kit/presented'
import { plain, shortened, type Wording } from '../kit/wording'

/** The short card of a milestone: what was reached, in the thread under the card that shows the whole. */
export function presentMilestone(milestone: Milestone, directory: Directory, wording: Wording): Presented {
	return plainCard(wording, {
		breadcrumb: placeOf(milestone, directory, wording),
		title: plain(milestoneTitle(milestone, directory, wording)),
		sections: [{ text: milestoneText(milestone, directory, wording) }],
		buttons: [],
	})
}

/** What was reached, in a few words, unescaped. */
function milestoneTitle(milestone: Milestone, directory: Directory, wording: Wording): string {
	const { what } = milestone
	return wording.say(`milestone.${what}Title`, {
		...(what === 'gate-passed' && { step: wording.say(`living.gate.${milestone.step}`) }),
		...(what === 'measure-done' && {
			title: shortened(nameless(wording.pick(milestone.title), directory.people), 120),
		}),
	})
}

/** Whose work it is: a department's name, or the whole town; escaped. */
export function escapedUnitName(unit: Unit, directory: Directory, wording: Wording): string {
	return plain(nameOf(unit, directory, wording))
}

/**
 * Whose milestone it is and what was reached, in one line and unescaped, for the lists of those who decide about it: they
 * read which of two departments of one name it is, by its head. In channels nobody is named.
 */
export function milestoneLine(milestone: Milestone, directory: Directory, wording: Wording): string {
	const unit = 'departmentId' in milestone ? milestone.departmentId : 'unit' in milestone ? milestone.unit : townUnit
	return wording.say('milestone.line', {
		unit: departmentTitle(directory, unit) || nameOf(unit, directory, wording),
		title: milestoneTitle(milestone, directory, wording),
	})
}

function nameOf(unit: Unit, { departments }: Directory, wording: Wording): string {
	return unit === townUnit
		? wording.say('channel.wholeTown')
		: (departments.find((department) => department.id === unit)?.name ?? unit)
}

function placeOf(milestone: Milestone, directory: Directory, wording: Wording): string {
	if ('departmentId' in milestone)
		return wording.say('milestone.place', {
			unit: escapedUnitName(milestone.departmentId, directory, wording),
			halfYear: wording.halfYear(milestone.round),
		})
	if ('unit' in milestone)
		return wording.say('milestone.place', {
			unit: escapedUnitName(milestone.unit, directory, wording),
			halfYear: wording.halfYear(milestone.halfYear),
		})
	return 'halfYear' in milestone
		? wording.say('milestone.place', {
				unit: plain(directory.town.name),
				halfYear: wording.halfYear(milestone.halfYear),
			})
		: plain(directory.town.name)
}

function milestoneText(milestone: Milestone, directory: Directory, wording: Wording): string {
	const measures = (count: number) => wording.say('living.measures', { count })
	switch (milestone.what) {
		case 'digicheck-started':
		case 'digicheck-half':
		case 'digicheck-released':
			return wording.say(`milestone.${milestone.what}`, {
				department: escapedUnitName(milestone.departmentId, directory, wording),
			})
		case 'plan-agreed':
			return wording.say('milestone.plan-agreed', {
				version: milestone.version,
				measures: measures(milestone.measures),
				bundles: wording.say('living.inBundles', { count: milestone.bundles }),
				until: wording.halfYear(milestone.until),
			})
		case 'half-year-started':
			return wording.say('milestone.half-year-started', {
				measures: measures(milestone.measures),
				bundles: wording.say('living.bundles', { count: milestone.bundles }),
			})
		case 'bundle-started':
			return wording.say('milestone.bundle-started', { measures: measures(milestone.measures) })
		case 'gate-passed':
			return wording.say(`milestone.gate-passed.${milestone.step}`)
		case 'measure-done':
			return wording.say('milestone.measure-done')
		case 'buffer-used':
			return wording.say('milestone.buffer-used', {
				days: wording.say('living.days', { count: milestone.days }),
				used: wording.number(milestone.usedDays),
				of: wording.number(milestone.ofDays),
			})
		case 'bundle-closed':
			return wording.say(
				milestone.done >= milestone.planned ? 'milestone.bundle-closedAll' : 'milestone.bundle-closed',
				{
					done: milestone.done,
					count: milestone.planned,
					measures: measures(milestone.planned),
				},
			)
		case 'half-year-review':
			return wording.say('milestone.half-year-review', {
				done: milestone.done,
				count: milestone.planned,
				percent: wording.number(Math.round(milestone.bufferPercent)),
			})
	}
}
