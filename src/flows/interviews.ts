import type { Draft } from '../domain/handover/entry'
import type { HandoverCase } from '../domain/handover/knowledge'
import type { Tools } from './change-session'
import type { Recognised } from './recognise'

/** What somebody's interview says now. Nothing yet: the interview's own questions come with it. */
export async function readDrafts(_tools: Tools, _who: Recognised, _handover: HandoverCase): Promise<readonly Draft[]> {
	return []
}
