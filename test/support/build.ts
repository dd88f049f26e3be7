import { execFileSync } from 'node:child_process'
import path from 'node:path'

/** Tests that start real processes run what users run: the built service and demo. Built once, before all of them. */
export default function build(): void {
	const root = path.join(__dirname, '../..')
	execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.demo.json'], {
		cwd: root,
		stdio: 'inherit',
	})
}
