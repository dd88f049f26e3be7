import type { Shown, ShownOf } from '../dialog/shown'
import type { Language } from '../domain/shared/language'
import { presentAtlas } from './atlas/atlas'
import { presentChannel, presentChannels } from './channels/channels'
import { presentDeliveries } from './channels/deliveries'
import { presentClosed } from './digicheck/closed'
import { presentDepartments } from './digicheck/departments'
import { presentNotUnderstood } from './digicheck/not-understood'
import { presentQuestionReport, presentQuestionReports } from './digicheck/question-reports'
import { presentReply } from './digicheck/reply'
import { presentResult } from './digicheck/result'
import { presentHelp } from './everywhere/help'
import { presentPrivacy } from './everywhere/privacy'
import { presentRefused, presentSensitiveMessage, presentStranger, presentUnreadMessage } from './everywhere/refused'
import { presentTowns } from './everywhere/towns'
import { presentWelcome } from './everywhere/welcome'
import { presentWhichOne } from './everywhere/which-one'
import { presentHandoverPage } from './handover/handover-page'
import { presentInterview, presentInterviews } from './handover/interview'
import { presentSuccessor } from './handover/successor'
import type { Presented } from './kit/presented'
import type { Wording } from './kit/wording'
import { presentEntries } from './knowledge/entries'
import { presentRisks } from './knowledge/risks'
import { presentSearch } from './knowledge/search'
import { presentOwnData } from './own-data/own-data'
import { presentPlan } from './plan/plan'
import { presentReminders } from './reminders/reminders'

/** The card for everything that people get to see. A kind without one does not compile. */
const presenters: { readonly [Kind in Shown['kind']]: (shown: ShownOf<Kind>, wording: Wording) => Presented } = {
	welcome: presentWelcome,
	help: presentHelp,
	privacy: presentPrivacy,
	refused: presentRefused,
	'sensitive-message': presentSensitiveMessage,
	'unread-message': presentUnreadMessage,
	stranger: presentStranger,
	// An interview is a session with cards of its own for some replies.
	session: (shown, wording) =>
		presentInterview(shown.reply, shown.session, shown.circumstances, wording) ?? presentReply(shown, wording),
	'not-understood': presentNotUnderstood,
	'question-report': presentQuestionReport,
	'question-reports': presentQuestionReports,
	closed: presentClosed,
	'which-one': presentWhichOne,
	result: presentResult,
	departments: presentDepartments,
	plan: presentPlan,
	channel: presentChannel,
	channels: presentChannels,
	deliveries: presentDeliveries,
	reminders: presentReminders,
	'knowledge-home': presentHandoverPage,
	handovers: presentHandoverPage,
	handover: presentHandoverPage,
	'handover-new': presentHandoverPage,
	'handover-form': presentHandoverPage,
	interviews: presentInterviews,
	'take-over': presentSuccessor,
	'take-overs': presentSuccessor,
	onboarding: presentSuccessor,
	'deputy-sheet': presentSuccessor,
	'deputy-list': presentSuccessor,
	'call-deputy': presentSuccessor,
	entries: presentEntries,
	risks: presentRisks,
	found: presentSearch,
	'found-entry': presentSearch,
	'shared-entry': presentSearch,
	asking: presentSearch,
	questions: presentSearch,
	atlas: presentAtlas,
	'own-data': presentOwnData,
	towns: presentTowns,
}

/** Turns what a person gets to see into a card's name and data. */
export function present(shown: Shown, wordingIn: (language: Language) => Wording): Presented {
	const presenter = presenters[shown.kind] as (shown: Shown, wording: Wording) => Presented
	return presenter(shown, wordingIn(languageOfShown(shown)))
}

/** In which language it is said. */
export function languageOfShown(shown: Shown): Language {
	if ('circumstances' in shown) return shown.circumstances.actor.language
	return 'person' in shown ? shown.person.language : shown.language
}
