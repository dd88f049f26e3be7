import { join } from 'node:path'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { loadWordings } from '../cards/kit/wording'
import type { AtlasView } from '../domain/atlas/view-atlas'
import type { PlanView } from '../domain/plan/plan-view'
import type { Language } from '../domain/shared/language'
import { type AtlasFormat, atlasFile } from './atlas/atlas-file'
import { type PlanFile, type PlanFormat, planFile } from './plan/plan-file'

/** What a thread is asked for; plain data, because it is copied. */
type Job =
	| { readonly planJob: true; readonly view: PlanView; readonly format: PlanFormat; readonly language: Language }
	| { readonly planJob: false; readonly atlas: AtlasView; readonly format: AtlasFormat; readonly language: Language }

/**
 * This file as it is built; threads run JavaScript only, and the same path works from the source and from the build.
 */
const built = join(__dirname, '../../dist/reports/in-thread.js')
const longestMs = 60_000
const mostWaiting = 20

let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/**
 * Makes a plan's file in a thread of its own, one after the other: a document of a large town computes for seconds, in
 * which no other request would get an answer. Throws when too many are waiting already or one takes longer than a
 * minute.
 */
export async function planFileInThread(view: PlanView, format: PlanFormat, language: Language): Promise<PlanFile> {
	return inTurn({ planJob: true, view, format, language })
}

/** Makes the picture of a town's age structure likewise. */
export async function atlasFileInThread(atlas: AtlasView, format: AtlasFormat, language: Language): Promise<PlanFile> {
	return inTurn({ planJob: false, atlas, format, language })
}

async function inTurn(job: Job): Promise<PlanFile> {
	if (waiting >= mostWaiting) throw new Error('too many documents are being made')
	waiting++
	const made = last.then(() => run(job))
	last = made.catch(() => undefined)
	try {
		return await made
	} finally {
		waiting--
	}
}

function run(job: Job): Promise<PlanFile> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(built, { workerData: job })
		const deadline = setTimeout(() => {
			reject(new Error(`a ${job.format} took longer than ${longestMs} ms`))
			void worker.terminate()
		}, longestMs)
		worker.once('message', resolve)
		worker.once('error', reject)
		worker.once('exit', (code) => {
			clearTimeout(deadline)
			reject(new Error(`the thread for a ${job.format} ended with ${code} and no file`))
		})
	})
}

function isJob(data: unknown): data is Job {
	return typeof data === 'object' && data !== null && 'planJob' in data
}

if (!isMainThread && isJob(workerData)) {
	const job = workerData
	const wording = loadWordings()(job.language)
	// A fault is not caught here: it reaches the waiting thread as the worker's error.
	void (job.planJob ? planFile(job.view, job.format, wording) : atlasFile(job.atlas, job.format, wording)).then(
		(file) => parentPort?.postMessage(file),
	)
}
