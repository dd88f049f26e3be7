import { roles } from '../../../src/domain/directory/directory'
import { actions, may, type Permission } from '../../../src/domain/directory/may'

/**
 * Who may what: in the own department (o), in every department of the town (t), only what is their own (p), or not at
 * all. Written out by hand on purpose.
 */
const table: Readonly<Record<Permission, string>> = {
	//                         staff  head  projectLead  hr  knowledgeGuide  consultant  staffCouncil
	// dataProtectionOfficer  administrator
	'answer-digicheck':
		/*    */ ' o     o     -            -   -               -           -             -                      -',
	'answer-departures':
		/*   */ ' -     o     -            o   -               -           -             -                      -',
	'hand-in-digicheck':
		/*   */ ' o     o     -            -   -               -           -             -                      -',
	'release-digicheck':
		/*   */ ' -     o     -            -   -               -           -             -                      -',
	'correct-digicheck':
		/*   */ ' -     o     -            -   -               -           -             -                      -',
	'see-digicheck-result':
		/**/ ' -     o     t            -   -               -           -             -                      -',
	'see-clarifications':
		/*  */ ' o     o     t            -   -               -           -             -                      -',
	'settle-clarification':
		/**/ ' o     o     -            -   -               -           -             -                      -',
	'see-towns-digichecks':
		/**/ ' -     -     t            -   -               -           -             -                      -',
	'answer-reminder':
		/*     */ ' p     p     p            p   p               p           p             p                      p',
	'hear-of-schedule-gaps':
		/**/ ' -     -     -            -   -               -           -             -                      t',
	'link-channels':
		/*       */ ' -     -     t            -   -               -           -             -                      -',
	'settle-deliveries':
		/*   */ ' -     -     t            -   -               -           -             -                      -',
	'see-question-reports':
		/**/ ' -     -     t            -   -               -           -             -                      -',
	'see-plan':
		/*            */ ' o     t     t            -   -               t           t             -                      -',
	'change-plan':
		/*         */ ' -     -     t            -   -               -           -             -                      -',
	'open-handover':
		/*       */ ' p     o     p            t   p               p           p             p                      p',
	'answer-interview':
		/*    */ ' p     p     p            p   p               p           p             p                      p',
	'see-handovers':
		/*       */ ' p     o     p            t   t               p           p             p                      p',
	'guide-handovers':
		/*     */ ' -     -     -            -   t               -           -             -                      -',
	'call-deputy':
		/*         */ ' -     o     -            t   -               -           -             -                      -',
	'see-knowledge-risks':
		/* */ ' -     o     t            t   t               -           -             -                      -',
	'search-knowledge':
		/*    */ ' t     t     t            t   t               t           t             t                      t',
	'import-age-atlas':
		/*    */ ' -     -     -            t   -               -           -             -                      -',
	'see-age-atlas':
		/*       */ ' -     t     t            t   t               -           t             -                      -',
	'manage-own-data':
		/*     */ ' p     p     p            p   p               p           p             p                      p',
	'steer-bundle':
		/*        */ ' -     o     t            -   -               -           -             -                      -',
}

const cells = actions.flatMap((action) =>
	table[action]
		.trim()
		.split(/\s+/)
		.map((reach, at) => ({ action, role: roles[at], reach })),
)

test('the table names every role for every action', () => {
	expect(cells).toHaveLength(actions.length * roles.length)
	expect(cells.every(({ role, reach }) => role !== undefined && ['o', 't', 'p', '-'].includes(reach))).toBe(true)
})

test.each(cells)('$role, $action: $reach', ({ action, role, reach }) => {
	if (!role) throw new Error('the table has a column too many')
	const own = { roles: [role], departmentId: 'trade' }
	expect(may(own, action, 'trade')).toBe(reach === 'o' || reach === 't')
	expect(may(own, action, 'taxes')).toBe(reach === 't')
	expect(may(own, action, undefined)).toBe(reach === 't')
	expect(may({ roles: [role] }, action, 'trade')).toBe(reach === 't')
	expect(may({ roles: [role] }, action, undefined)).toBe(reach === 't')
})

test.each(cells.filter(({ reach }) => reach === 'p'))('$role, $action: nobody else', ({ action, role }) => {
	const ada = { id: 'ada', roles: role ? [role] : [], departmentId: 'trade' }
	expect(may(ada, action, undefined, 'ada')).toBe(true)
	expect(may(ada, action, 'trade', 'bo')).toBe(false)
	expect(may(ada, action, 'trade')).toBe(false)
	expect(may({ roles: ada.roles }, action, 'trade', 'ada')).toBe(false)
})

test('several roles add up, none takes anything away', () => {
	const both = { roles: ['staff', 'projectLead'] as const, departmentId: 'trade' }
	expect(may(both, 'answer-digicheck', 'trade')).toBe(true)
	expect(may(both, 'answer-digicheck', 'taxes')).toBe(false)
	expect(may(both, 'see-digicheck-result', 'taxes')).toBe(true)
})

test('without a role nobody may anything', () => {
	expect(actions.filter((action) => may({ roles: [], departmentId: 'trade' }, action, 'trade'))).toEqual([])
})
