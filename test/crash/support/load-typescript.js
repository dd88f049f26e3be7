// Lets a child process of a test run our TypeScript as it lies there, without a build that could be older: node -r
// <this file> <file.ts>
const { transformFileSync } = require('@swc/core')

require.extensions['.ts'] = (module, file) => {
	const options = {
		jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
		module: { type: 'commonjs' },
		sourceMaps: 'inline',
		swcrc: false,
	}
	module._compile(transformFileSync(file, options).code, file)
}

// A test that is broken off cannot end its children; they notice that its end of the pipe is gone.
process.stdin
	.on('end', () => process.exit(1))
	.resume()
	.unref()
