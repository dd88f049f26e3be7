import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The smallest catalogue that passes every check; tests break it in one place at a time. */
const tiny = {
	questionnaire: `id: digicheck
title: { de: DigiCheck, en: DigiCheck }
dimensions:
  - { id: access, name: { de: Zugang, en: Access } }
blocks:
  - id: area
    title: { de: Ihr Bereich, en: Your department }
    pages:
      - id: start
        title: { de: Leistungen, en: Services }
        questions:
          - id: A1
            prompt: { de: Welche Leistungen haben Sie?, en: Which services do you have? }
            why: { de: Damit fangen wir an., en: We start with them. }
            form: { kind: items, suggestions: services, max: 5 }
  - id: service
    title: { de: Jede Leistung, en: Each service }
    forEach: A1
    pages:
      - id: arrival
        title: { de: Eingang, en: Arrival }
        questions:
          - id: L1
            prompt: { de: Wie kommen Anträge an?, en: How do applications arrive? }
            why: { de: Wir suchen einfache Wege., en: We look for easy ways. }
            form:
              kind: choices
              scoredBy: best
              options:
                - { id: online, label: { de: im Internet, en: on the internet }, score: 4 }
                - { id: paper, label: { de: auf Papier, en: on paper }, score: 0 }
            dimension: access
            weight: 3
          - id: L2
            when: { question: L1, includes: online }
            prompt: { de: Geht alles online?, en: Can everything be done online? }
            why: { de: Das spart Wege., en: It saves trips. }
            form:
              kind: choice
              options:
                - { id: yes, label: { de: Ja, en: "Yes" }, score: 4 }
                - { id: no, label: { de: Nein, en: "No" }, score: 0 }
            dimension: access
            weight: 2
  - id: department
    title: { de: Der ganze Bereich, en: The whole department }
    pages:
      - id: time
        title: { de: Zeit, en: Time }
        questions:
          - id: Q1
            prompt: { de: Wie viele Tage haben Sie?, en: How many days do you have? }
            why: { de: Der Plan hält sich daran., en: The plan keeps to it. }
            form: { kind: number, min: 0, max: 100 }
            weight: input
          - id: Q2
            prompt: { de: Wer geht?, en: Who leaves? }
            why: { de: Wir planen Übergaben., en: We plan handovers. }
            form: { kind: scale, labels: [{ de: niemand, en: nobody }, { de: wenige, en: few }, { de: einige, en: some }, { de: viele, en: many }, { de: alle, en: all }] }
            audience: lead
            weight: input
          - id: Q3
            prompt: { de: Was noch?, en: What else? }
            why: { de: Wir lesen es., en: We read it. }
            form: { kind: text, maxLength: 200 }
`,
	services: `areas:
  - { id: citizens, name: { de: Bürgerservice, en: Citizens } }
services:
  - { id: passport, name: { de: Reisepass, en: Passport }, leika: "99085001012000", areas: [citizens], source: made up, checkedOn: 2026-11-02 }
  - { id: lost, name: { de: Fundsachen, en: Lost property }, areas: [citizens], source: made up, checkedOn: 2026-11-02 }
`,
	maturity: `ozg: &model
  id: tiny
  name: { de: Reife, en: Maturity }
  levels:
    - { level: 0, name: { de: Papier, en: Paper }, meaning: { de: Nichts ist online., en: Nothing is online. } }
    - { level: 1, name: { de: Netz, en: Net }, meaning: { de: Alles ist online., en: All is online. } }
  criteria:
    - id: complete
      name: { de: Vollständig, en: Complete }
      when:
        all:
          - { question: L1, includes: online }
          - { not: { question: L2, status: not-applicable } }
      outcomes:
        - when: { question: L2, is: yes }
          level: 1
        - when: { question: L2, is: no }
          level: 0
          because: { de: etwas fehlt, en: something is missing }
          nextStep: { de: Ergänzen, en: completing it }
inner: *model
`,
	rules: `measures:
  - { id: form, title: { de: Formular, en: Online form }, detail: { de: Ein Formular anbieten., en: Offer a form. }, effort: S, benefit: 3, after: [talk] }
  - { id: talk, title: { de: Gespräch, en: Talk }, detail: { de: Miteinander reden., en: Talk to each other. }, effort: XS, benefit: 2 }
rules:
  - id: R1
    scope: service
    when: { question: L2, is: no }
    finding: { de: "{{service}} geht nicht ganz online.", en: "{{service}} is not fully online." }
    measure: form
  - id: R2
    scope: department
    when:
      all:
        - { question: Q1, status: given }
        - { fact: missingDays, atLeast: 1 }
    finding: { de: Die Zeit reicht nicht., en: There is too little time. }
    measure: talk
priority:
  - { question: Q2, criterion: demography }
`,
}

export type TinyFile = keyof typeof tiny

/** One replacement in one file. */
export type Change = readonly [file: TinyFile, from: string, to: string]

/** Writes the tiny catalogue into a new folder and returns it; the caller removes it by `remove`. */
export function tinyCatalogue(changes: readonly Change[] = []) {
	const folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
	const write = (version: string, file: string, text: string) => {
		mkdirSync(join(folder, version), { recursive: true })
		writeFileSync(join(folder, version, `${file}.yaml`), text)
	}
	for (const [file, text] of Object.entries(tiny)) write('1', file, text)
	const read = (version: string, file: string) => readFileSync(join(folder, version, `${file}.yaml`), 'utf8')
	const change = (version: string, [file, from, to]: Change) => {
		const before = read(version, file)
		if (!before.includes(from)) throw new Error(`${file}.yaml does not hold: ${from}`)
		write(version, file, before.replace(from, to))
	}
	for (const one of changes) change('1', one)
	return {
		folder,
		write,
		change,
		copy: (from: string, to: string) => cpSync(join(folder, from), join(folder, to), { recursive: true }),
		lineOf: (file: string, line: number) => readFileSync(file, 'utf8').split('\n')[line - 1] ?? '',
		remove: () => rmSync(folder, { recursive: true }),
	}
}
